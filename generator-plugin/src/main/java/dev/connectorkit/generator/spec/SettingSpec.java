package dev.connectorkit.generator.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A setting of a connector, checked.
 *
 * @param name        as in the configuration file
 * @param component   its name in Java: legal for a record's component, and unique among the settings
 * @param description may be empty
 * @param defaultJson as JSON text, of the setting's kind and among its allowed values
 * @param secret      only with kind STRING
 * @param allowed     empty for any; only with kind STRING
 * @param env         the environment variable that it names, if it names one
 * @param examples    each as JSON text, of the setting's kind
 * @param deprecated  what to use instead, if it goes away
 */
public record SettingSpec(
        String name,
        String component,
        SettingKind kind,
        String description,
        boolean required,
        Optional<String> defaultJson,
        boolean secret,
        List<String> allowed,
        Optional<String> env,
        List<String> examples,
        Optional<String> deprecated) {
    public SettingSpec {
        requireNonNull(name, "name");
        requireNonNull(component, "component");
        requireNonNull(kind, "kind");
        requireNonNull(description, "description");
        requireNonNull(defaultJson, "defaultJson");
        allowed = List.copyOf(allowed);
        requireNonNull(env, "env");
        examples = List.copyOf(examples);
        requireNonNull(deprecated, "deprecated");
    }

    SettingSpec withDefault(String json) {
        return new SettingSpec(
                name,
                component,
                kind,
                description,
                required,
                Optional.of(json),
                secret,
                allowed,
                env,
                examples,
                deprecated);
    }

    /** Whether a run always has a value for it. */
    public boolean isAlwaysSet() {
        return required || defaultJson.isPresent();
    }
}
