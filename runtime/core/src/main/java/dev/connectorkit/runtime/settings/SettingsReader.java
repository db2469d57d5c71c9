package dev.connectorkit.runtime.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks a configuration against a connector's definitions and the runtime's, and reports all problems at once. */
public final class SettingsReader {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS); // a default of 0.1 is 0.1

    private final Map<String, SettingDefinition> definitions = new LinkedHashMap<>();

    public SettingsReader(ConnectorInfo connector) {
        RuntimeSettings.definitions()
                .forEach(definition ->
                        definitions.put(definition.name(), withDefault(definition, connector.defaults())));
        connector.settings().forEach(definition -> definitions.put(definition.name(), definition));
    }

    /**
     * Gives the settings that the configuration amounts to.
     *
     * @throws SettingsException if a setting is unknown, missing or of a wrong type or value; the message lists them all
     */
    public Settings read(ObjectNode configuration) {
        List<String> problems = new ArrayList<>();
        configuration.fieldNames().forEachRemaining(name -> {
            if (!definitions.containsKey(name)) {
                problems.add("unknown setting \"" + name + "\"" + suggestion(name));
            }
        });
        ObjectNode complete = JSON.createObjectNode();
        definitions.values().forEach(definition -> take(definition, configuration, complete, problems));
        if (!problems.isEmpty()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", problems));
        }
        return new Settings(complete);
    }

    private static void take(
            SettingDefinition definition, ObjectNode configuration, ObjectNode complete, List<String> problems) {
        JsonNode given = configuration.path(definition.name());
        if (given.isMissingNode() || given.isNull()) {
            if (definition.defaultJson().isPresent()) {
                complete.set(definition.name(), parse(definition.defaultJson().get()));
            } else if (definition.required()) {
                problems.add("required setting \"" + definition.name() + "\" is missing");
            }
        } else if (!definition.type().accepts(given)) {
            problems.add("setting \"%s\" has to be %s, found %s"
                    .formatted(
                            definition.name(),
                            definition.type().jsonName(),
                            given.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        } else if (!definition.allowedValues().isEmpty()
                && !definition.allowedValues().contains(given.asText())) {
            problems.add("setting \"%s\" has to be one of %s"
                    .formatted(definition.name(), String.join(", ", definition.allowedValues())));
        } else {
            complete.set(definition.name(), given);
        }
    }

    private static SettingDefinition withDefault(SettingDefinition definition, Map<String, String> defaults) {
        String json = defaults.get(definition.name());
        return json == null
                ? definition
                : new SettingDefinition(
                        definition.name(),
                        definition.type(),
                        definition.description(),
                        definition.required(),
                        java.util.Optional.of(json),
                        definition.secret(),
                        definition.allowedValues(),
                        definition.env());
    }

    private String suggestion(String unknown) {
        return definitions.keySet().stream()
                .filter(name -> EditDistance.between(unknown, name) <= 1 + unknown.length() / 4)
                .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)))
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a default of the connector is not JSON: " + json, e);
        }
    }
}
