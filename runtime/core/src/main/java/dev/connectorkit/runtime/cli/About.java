package dev.connectorkit.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a connector is and which settings it has, for people and hosts; in the forms and with the names of the Singer SDK
 * (singer_sdk/about.py).
 */
final class About {
    /** What the engine can do where the connector has that setting. */
    private static final Map<String, String> CAPABILITY_BY_SETTING = capabilityBySetting();

    private static final JsonMapper JSON = Json.trees(Integer.MAX_VALUE);

    private final ConnectorInfo connector;
    private final List<SettingDefinition> settings;

    About(ConnectorInfo connector) {
        this.connector = connector;
        this.settings = ownFirst(connector);
    }

    String text() {
        StringBuilder text = new StringBuilder()
                .append("Name: %s%nDescription: %s%nVersion: %s%nSDK Version: %s%nCapabilities:%n"
                        .formatted(connector.name(), connector.description(), connector.version(), KitVersion.text()));
        capabilities().forEach(capability -> text.append("  - %s%n".formatted(capability)));
        text.append("Settings:%n".formatted());
        for (SettingDefinition setting : settings) {
            text.append("  - Name: %s%n    Type: %s%n    Environment Variable: %s%n"
                    .formatted(setting.name(), setting.type().words(), connector.environmentVariable(setting.name())));
        }
        return text.toString();
    }

    String json() {
        ObjectNode about = JSON.createObjectNode()
                .put("name", connector.name())
                .put("description", connector.description())
                .put("version", connector.version())
                .put("sdk_version", KitVersion.text());
        ArrayNode capabilities = about.putArray("capabilities");
        capabilities().forEach(capabilities::add);
        about.set("settings", schema());
        return about.toPrettyString() + System.lineSeparator();
    }

    String markdown() {
        StringBuilder text = new StringBuilder()
                .append("# `%s`%n%n%s%n%n## Capabilities%n%n".formatted(connector.name(), connector.description()));
        capabilities().forEach(capability -> text.append("- `%s`%n".formatted(capability)));
        text.append("%n## Settings%n%n".formatted())
                .append("| Setting | Required | Default | Description |%n".formatted())
                .append("|:--------|:--------:|:-------:|:------------|%n".formatted());
        for (SettingDefinition setting : settings) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            setting.name(),
                            setting.required() ? "True" : "False",
                            shownDefault(setting),
                            cell(setting.description())));
        }
        return text.toString();
    }

    /** The configuration as Mage shows it: {@code {"config": {setting: default or null, …}}}. */
    String templates() {
        ObjectNode config = JSON.createObjectNode();
        connector.settings().forEach(setting -> config.set(setting.name(), defaultOf(setting)));
        ObjectNode templates = JSON.createObjectNode();
        templates.set("config", config);
        return templates + System.lineSeparator();
    }

    private List<String> capabilities() {
        List<String> capabilities = new ArrayList<>(List.of("about"));
        for (SettingDefinition setting : settings) {
            String capability = CAPABILITY_BY_SETTING.get(setting.name());
            if (capability != null) {
                capabilities.add(capability);
            }
        }
        capabilities.addAll(connector.capabilities());
        return capabilities.stream().distinct().sorted().toList();
    }

    private ObjectNode schema() {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        settings.forEach(setting -> properties.set(setting.name(), schema(setting)));
        ArrayNode required = schema.putArray("required");
        settings.stream().filter(SettingDefinition::required).forEach(setting -> required.add(setting.name()));
        return schema;
    }

    private static ObjectNode schema(SettingDefinition setting) {
        ObjectNode schema = JSON.createObjectNode();
        List<String> types = setting.type().jsonNames();
        if (setting.required() && types.size() == 1) {
            schema.put("type", types.get(0));
        } else {
            ArrayNode all = schema.putArray("type");
            types.forEach(all::add);
            if (!setting.required()) {
                all.add("null");
            }
        }
        if (!setting.description().isEmpty()) {
            schema.put("description", setting.description());
        }
        if (!setting.allowedValues().isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            setting.allowedValues().forEach(values::add);
            if (!setting.required()) {
                values.addNull();
            }
        }
        if (!setting.examples().isEmpty()) {
            ArrayNode examples = schema.putArray("examples");
            setting.examples().forEach(json -> examples.add(parse(json)));
        }
        if (setting.deprecated().isPresent()) {
            schema.put("deprecated", true);
        }
        setting.minimum().ifPresent(minimum -> schema.put("minimum", minimum));
        if (setting.secret()) {
            schema.put("secret", true).put("writeOnly", true);
        }
        if (setting.defaultJson().isPresent() && !setting.secret()) {
            schema.set("default", defaultOf(setting));
        }
        return schema;
    }

    private static String shownDefault(SettingDefinition setting) {
        JsonNode value = defaultOf(setting);
        return value.isNull() ? "None" : cell(value.isTextual() ? value.textValue() : value.toString());
    }

    private static JsonNode defaultOf(SettingDefinition setting) {
        return setting.secret()
                ? JSON.nullNode()
                : setting.defaultJson().map(About::parse).orElse(JSON.nullNode());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a default of the connector is not JSON", e);
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "<BR/>");
    }

    private static List<SettingDefinition> ownFirst(ConnectorInfo connector) {
        Map<String, SettingDefinition> ordered = new LinkedHashMap<>();
        connector.settings().forEach(setting -> ordered.put(setting.name(), setting));
        connector.allSettings().forEach(setting -> ordered.putIfAbsent(setting.name(), setting));
        return List.copyOf(ordered.values());
    }

    private static Map<String, String> capabilityBySetting() {
        return Map.of(
                "validate_records", "validate-records",
                "log_format", "structured-logging",
                "stream_maps", "stream-maps",
                "flattening_enabled", "schema-flattening",
                "batch_config", "batch");
    }
}
