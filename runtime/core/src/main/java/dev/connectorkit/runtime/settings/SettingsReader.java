package dev.connectorkit.runtime.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks a configuration against a connector's definitions and the runtime's, and reports all problems at once. */
public final class SettingsReader {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS); // a default of 0.1 is 0.1

    /** Two names of one setting. */
    private static final List<String> SIZES_OF_A_BATCH = List.of("batch_size_bytes", "maximum_batch_size_mb");

    private final ConnectorInfo connector;
    private final Map<String, SettingDefinition> definitions = new LinkedHashMap<>();

    public SettingsReader(ConnectorInfo connector) {
        this.connector = connector;
        connector.allSettings().forEach(definition -> definitions.put(definition.name(), definition));
    }

    /** The settings of a configuration that comes from one place, in which nothing unknown may stand. */
    public Settings read(ObjectNode configuration) {
        return read(List.of(new ConfigurationLayer(configuration, true)), Map.of());
    }

    /**
     * Gives the settings that the configuration amounts to.
     *
     * @param layers      later ones win, setting by setting; a {@code null} there takes an earlier value away
     * @param environment variables that win over all layers; empty where the environment does not count
     * @throws SettingsException if a setting is unknown, missing or of a wrong type or value; the message lists them all
     */
    public Settings read(List<ConfigurationLayer> layers, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        ObjectNode given = JSON.createObjectNode();
        layers.forEach(layer -> given.setAll(layer.values()));
        Map<String, Optional<JsonNode>> variables =
                new EnvironmentSettings(connector, environment).read(definitions.values(), problems);
        variables.forEach((name, value) -> value.ifPresent(json -> given.set(name, json)));
        findUnknown(layers, given, problems, warnings);
        findMistypedVariables(environment, warnings);
        ObjectNode complete = JSON.createObjectNode();
        for (SettingDefinition definition : definitions.values()) {
            boolean cannotBeCast = variables.containsKey(definition.name())
                    && variables.get(definition.name()).isEmpty();
            if (!cannotBeCast) {
                take(definition, given, complete, problems);
                warnOfDeprecated(definition, given, warnings);
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", problems));
        }
        return new Settings(complete, warnings);
    }

    private void findUnknown(
            List<ConfigurationLayer> layers, ObjectNode given, List<String> problems, List<String> warnings) {
        Optional<Boolean> asked = strictness(given);
        for (ConfigurationLayer layer : layers) {
            List<String> found = asked.orElse(layer.strict()) ? problems : warnings;
            layer.values().fieldNames().forEachRemaining(name -> {
                if (!definitions.containsKey(name)) {
                    found.add("unknown setting \"" + name + "\"" + suggestion(name, definitions.keySet()));
                }
            });
        }
    }

    private Optional<Boolean> strictness(ObjectNode given) {
        String word = given.path("unknown_settings").asText("");
        SettingDefinition definition = definitions.get("unknown_settings");
        if (word.isEmpty() && definition != null) {
            word = definition
                    .defaultJson()
                    .map(json -> parse(definition, json).asText())
                    .orElse("");
        }
        return word.isEmpty() ? Optional.empty() : Optional.of(!word.equals("warn"));
    }

    /** Others may own variables that begin as ours do, so only a near miss is worth a word. */
    private void findMistypedVariables(Map<String, String> environment, List<String> warnings) {
        String prefix = connector.environmentVariable("");
        Set<String> known = new HashSet<>(Set.of("LOGLEVEL")); // no setting, but the log's
        definitions
                .keySet()
                .forEach(name -> known.add(connector.environmentVariable(name).substring(prefix.length())));
        new TreeSet<>(environment.keySet())
                .stream()
                        .filter(variable -> variable.startsWith(prefix) && !isNamedByASetting(variable))
                        .map(variable -> variable.substring(prefix.length()))
                        .filter(name -> !known.contains(name)
                                && !suggestion(name, known).isEmpty())
                        .map(name -> "unknown environment variable \"" + prefix + name + "\"" + suggestion(name, known))
                        .forEach(warnings::add);
    }

    private boolean isNamedByASetting(String variable) {
        return definitions.values().stream()
                .anyMatch(
                        definition -> definition.env().filter(variable::equals).isPresent());
    }

    private static void warnOfDeprecated(SettingDefinition definition, ObjectNode given, List<String> warnings) {
        if (given.hasNonNull(definition.name())) {
            definition
                    .deprecated()
                    .ifPresent(
                            instead -> warnings.add("setting \"" + definition.name() + "\" is deprecated: " + instead));
        }
    }

    private static void take(
            SettingDefinition definition, ObjectNode given, ObjectNode complete, List<String> problems) {
        JsonNode value = given.path(definition.name());
        if (value.isMissingNode() || value.isNull()) {
            if (isGivenByItsOtherName(definition, given)) {
                return; // a connector's default for one of the two is no second word beside it
            }
            if (definition.defaultJson().isPresent()) {
                complete.set(
                        definition.name(),
                        parse(definition, definition.defaultJson().get()));
            } else if (definition.required()) {
                problems.add("required setting \"" + definition.name() + "\" is missing");
            }
        } else {
            Optional<String> wrong = check(definition, value);
            wrong.ifPresentOrElse(
                    problem -> problems.add("setting \"%s\" has to be %s".formatted(definition.name(), problem)),
                    () -> complete.set(definition.name(), value));
        }
    }

    private static boolean isGivenByItsOtherName(SettingDefinition definition, ObjectNode given) {
        return SIZES_OF_A_BATCH.contains(definition.name())
                && SIZES_OF_A_BATCH.stream().anyMatch(given::hasNonNull);
    }

    /** What the value would have to be; never what it is. */
    private static Optional<String> check(SettingDefinition definition, JsonNode value) {
        if (!definition.type().accepts(value)) {
            return Optional.of("%s, found %s"
                    .formatted(
                            definition.type().words(),
                            value.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        if (!definition.allowedValues().isEmpty() && !definition.allowedValues().contains(value.asText())) {
            return Optional.of("one of " + String.join(", ", definition.allowedValues()));
        }
        if (definition.minimum().isPresent()
                && value.longValue() < definition.minimum().getAsLong()) {
            return Optional.of(definition.minimum().getAsLong() + " or more");
        }
        return Optional.empty();
    }

    private static String suggestion(String unknown, Collection<String> names) {
        return names.stream()
                .filter(name -> EditDistance.between(unknown, name) <= 1 + unknown.length() / 4)
                .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)))
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static JsonNode parse(SettingDefinition definition, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the default of the connector's setting \"%s\" is not JSON".formatted(definition.name()), e);
        }
    }
}
