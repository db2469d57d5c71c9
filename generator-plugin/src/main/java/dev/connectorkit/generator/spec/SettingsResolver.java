package dev.connectorkit.generator.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.Located;
import dev.connectorkit.generator.descriptor.Problem;
import dev.connectorkit.generator.descriptor.RuntimeSettings;
import dev.connectorkit.generator.descriptor.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks the settings of a descriptor and gives them names in Java. Used once. */
final class SettingsResolver {
    /** A constructor takes 255 words (JVMS 4.3.3): two for each long, one for anything else, one for {@code this}. */
    private static final int MOST_SETTINGS = 127;

    /** A constant in a class file takes 65,535 bytes (JVMS 4.4.7), a character at most three. */
    private static final int LONGEST_DEFAULT = 20_000;

    private final Descriptor descriptor;
    private final RuntimeSettings runtimeSettings;
    private final List<Problem> problems;
    private final Map<String, Located<String>> components = new HashMap<>();
    private final Map<String, Located<String>> variables = new HashMap<>();

    SettingsResolver(Descriptor descriptor, RuntimeSettings runtimeSettings, List<Problem> problems) {
        this.descriptor = descriptor;
        this.runtimeSettings = runtimeSettings;
        this.problems = problems;
    }

    /** Gives the settings that can be used; what is wrong with the others is added to the problems. */
    List<SettingSpec> resolve() {
        List<SettingSpec> settings = new ArrayList<>();
        for (Descriptor.Setting setting : descriptor.settings()) {
            checkName(setting.name());
            checkVariable(setting);
            setting.type()
                    .flatMap(type -> SettingKind.ofWord(type.value()))
                    .ifPresent(kind -> settings.add(resolve(setting, kind)));
        }
        if (descriptor.settings().size() > MOST_SETTINGS) {
            report(
                    descriptor.settings().get(MOST_SETTINGS).name(),
                    "is one setting more than a connector can have, which is " + MOST_SETTINGS);
        }
        return settings;
    }

    private void checkName(Located<String> name) {
        runtimeSettings.whyNoSetting(name.value()).ifPresent(reason -> report(name, reason));
        String component = JavaNames.component(name.value());
        if (component.isEmpty()) {
            report(name, "has no letter or digit; choose another name");
            return;
        }
        Located<String> other = components.putIfAbsent(component, name);
        if (other != null) {
            report(
                    name,
                    "has the same name in Java, %s, as %s on line %d; rename one of them"
                            .formatted(
                                    component,
                                    Words.quoted(other.value()),
                                    other.place().line()));
        }
    }

    /** Two settings that one variable of the environment would set; names in Java may differ where variables do not. */
    private void checkVariable(Descriptor.Setting setting) {
        Located<String> source = setting.env().orElse(setting.name());
        String variable = setting.env().isPresent()
                ? source.value()
                : variable(
                        descriptor.name().map(Located::value).orElse(""),
                        setting.name().value());
        boolean alreadyReported =
                problems.stream().anyMatch(problem -> problem.place().equals(source.place()));
        Located<String> other = variables.putIfAbsent(variable, setting.name());
        if (other != null && !alreadyReported) {
            report(
                    source,
                    "is set by the environment variable %s, and so is %s on line %d; give one of them another env or name"
                            .formatted(
                                    variable,
                                    Words.quoted(other.value()),
                                    other.place().line()));
        }
    }

    private static String variable(String connector, String setting) {
        return (connector + "_" + setting).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private SettingSpec resolve(Descriptor.Setting setting, SettingKind kind) {
        boolean required = setting.required().map(Located::value).orElse(false);
        boolean secret = setting.secret().map(Located::value).orElse(false);
        List<String> allowed = setting.allowed().stream().map(Located::value).toList();
        setting.secret()
                .filter(flag -> flag.value() && kind != SettingKind.STRING)
                .ifPresent(flag -> report(flag, "only a string can be secret; this setting is of type " + kind.word()));
        setting.allowed().stream()
                .limit(1)
                .filter(first -> kind != SettingKind.STRING)
                .forEach(first ->
                        report(first, "only a string can have allowed values; this setting is of type " + kind.word()));
        setting.defaultValue().ifPresent(value -> checkDefault(value, kind, required, secret, allowed));
        setting.examples().forEach(example -> checkExample(example, kind, secret, allowed));
        setting.deprecated()
                .filter(deprecated -> required)
                .ifPresent(deprecated ->
                        report(deprecated, "a setting that is required cannot go away; leave out one of the two"));
        return new SettingSpec(
                setting.name().value(),
                JavaNames.component(setting.name().value()),
                kind,
                setting.description().map(Located::value).orElse(""),
                required,
                setting.defaultValue().map(value -> value.value().toString()),
                secret,
                allowed,
                setting.env().map(Located::value),
                setting.examples().stream()
                        .map(example -> example.value().toString())
                        .toList(),
                setting.deprecated().map(Located::value));
    }

    private void checkDefault(
            Located<JsonNode> value, SettingKind kind, boolean required, boolean secret, List<String> allowed) {
        String json = value.value().toString();
        checkValue(value, "default", kind, allowed);
        if (required) {
            report(
                    value,
                    "a required setting has to be given, so that its default has no use; leave out one of the two");
        }
        if (secret) {
            report(value, "a secret has no default, since this file is no secret; leave it out");
        }
        if (json.length() > LONGEST_DEFAULT) {
            report(value, "is longer than %d characters of JSON".formatted(LONGEST_DEFAULT));
        }
    }

    private void checkExample(Located<JsonNode> example, SettingKind kind, boolean secret, List<String> allowed) {
        checkValue(example, "example", kind, allowed);
        if (secret) {
            report(example, "a secret has no examples, since this file is no secret; leave them out");
        }
    }

    private void checkValue(Located<JsonNode> value, String what, SettingKind kind, List<String> allowed) {
        if (!kind.accepts(value.value())) {
            report(
                    value,
                    "is no %s for a setting of type %s: %s is needed".formatted(what, kind.word(), kind.needed()));
        } else if (!allowed.isEmpty() && !allowed.contains(value.value().asText())) {
            report(
                    value,
                    Words.quoted(value.value().asText()) + " is not one of the allowed values: "
                            + String.join(", ", allowed)
                            + Words.didYouMean(value.value().asText(), allowed));
        }
    }

    private void report(Located<?> at, String text) {
        problems.add(descriptor.problemAt(at, text));
    }
}
