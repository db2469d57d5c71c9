package dev.connectorkit.runtime.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One setting of a connector, as its descriptor says.
 *
 * @param name          key in the configuration file
 * @param type          JSON type of its value
 * @param description   one or more sentences for people; may be empty
 * @param required      whether a run without it is refused
 * @param defaultJson   the default as JSON text, so {@code "\"x\""} for the string x
 * @param secret        whether its value must never be printed
 * @param allowedValues the strings it may hold; empty for any
 * @param env           environment variable beside the one derived from connector and setting name, which wins
 * @param minimum       smallest value of an integer
 * @param examples      values that show what it looks like, as JSON text
 * @param deprecated    what to use instead; whoever sets it is warned
 * @param follows       the program whose setting of that name means the same; for documentation
 */
public record SettingDefinition(
        String name,
        SettingType type,
        String description,
        boolean required,
        Optional<String> defaultJson,
        boolean secret,
        List<String> allowedValues,
        Optional<String> env,
        OptionalLong minimum,
        List<String> examples,
        Optional<String> deprecated,
        Optional<String> follows) {
    public SettingDefinition {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(defaultJson, "defaultJson");
        requireNonNull(env, "env");
        requireNonNull(minimum, "minimum");
        requireNonNull(follows, "follows");
        allowedValues = List.copyOf(allowedValues);
        examples = List.copyOf(examples);
        requireNonNull(deprecated, "deprecated");
    }

    /** Begins a setting that is not required and has no default. */
    public static Builder of(String name, SettingType type) {
        return new Builder(name, type);
    }

    /** The same setting with another default, as JSON text. */
    public SettingDefinition withDefault(String json) {
        return new SettingDefinition(
                name,
                type,
                description,
                required,
                Optional.of(json),
                secret,
                allowedValues,
                env,
                minimum,
                examples,
                deprecated,
                follows);
    }

    /** The same setting, which means what it means in that program. */
    public SettingDefinition following(String peer) {
        return new SettingDefinition(
                name,
                type,
                description,
                required,
                defaultJson,
                secret,
                allowedValues,
                env,
                minimum,
                examples,
                deprecated,
                Optional.of(peer));
    }

    /** Collects what a setting has beyond its name and type. Not for several threads. */
    public static final class Builder {
        private final String name;
        private final SettingType type;
        private String description = "";
        private boolean required;
        private Optional<String> defaultJson = Optional.empty();
        private boolean secret;
        private final List<String> allowedValues = new ArrayList<>();
        private Optional<String> env = Optional.empty();
        private OptionalLong minimum = OptionalLong.empty();
        private final List<String> examples = new ArrayList<>();
        private Optional<String> deprecated = Optional.empty();

        private Builder(String name, SettingType type) {
            this.name = name;
            this.type = type;
        }

        /** One or more sentences for people. */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /** A run without it is refused. */
        public Builder required() {
            required = true;
            return this;
        }

        /** The default as JSON text, so {@code "\"x\""} for the string x. */
        public Builder defaultJson(String json) {
            defaultJson = Optional.of(json);
            return this;
        }

        /** Its value is never printed. */
        public Builder secret() {
            secret = true;
            return this;
        }

        /** The strings that it may hold. */
        public Builder allowed(String... values) {
            allowedValues.addAll(List.of(values));
            return this;
        }

        /** An environment variable beside the derived one, which wins. */
        public Builder env(String variable) {
            env = Optional.of(variable);
            return this;
        }

        /** The smallest value of an integer. */
        public Builder minimum(long value) {
            minimum = OptionalLong.of(value);
            return this;
        }

        /** A value that shows what it looks like, as JSON text. */
        public Builder example(String json) {
            examples.add(json);
            return this;
        }

        /** What to use instead; whoever sets it is warned. */
        public Builder deprecated(String instead) {
            deprecated = Optional.of(instead);
            return this;
        }

        /** The setting as it was described. */
        public SettingDefinition build() {
            return new SettingDefinition(
                    name,
                    type,
                    description,
                    required,
                    defaultJson,
                    secret,
                    allowedValues,
                    env,
                    minimum,
                    examples,
                    deprecated,
                    Optional.empty());
        }
    }
}
