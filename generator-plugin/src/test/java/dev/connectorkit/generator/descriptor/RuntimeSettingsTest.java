package dev.connectorkit.generator.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.settings.SettingDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The runtime's settings stand in the runtime; the descriptor's schema repeats them, and {@code -Dgolden.update=true} writes that
 * part of it anew.
 */
class RuntimeSettingsTest {
    private static final Path SCHEMA =
            Path.of("../templates/src/main/resources/dev/connectorkit/templates/descriptor.schema.json");

    @Test
    void theSchemaHasEachSettingOfTheRuntimeWithItsTypeAndValues() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SCHEMA, withSettingsOfTheRuntime(Files.readString(SCHEMA)));
        }
        Map<String, List<Object>> inTheRuntime =
                dev.connectorkit.runtime.settings.RuntimeSettings.definitions().stream()
                        .collect(Collectors.toMap(
                                SettingDefinition::name,
                                setting -> List.of(setting.type().words(), setting.allowedValues())));
        assertThat(inTheSchema()).containsExactlyInAnyOrderEntriesOf(inTheRuntime);
    }

    private static Map<String, List<Object>> inTheSchema() throws IOException {
        Map<String, List<Object>> settings = new TreeMap<>();
        schema().at("/properties/defaults/properties").properties().forEach(property -> {
            List<String> allowed = new ArrayList<>();
            property.getValue().path("enum").forEach(value -> allowed.add(value.asText()));
            JsonNode type = property.getValue().path("type");
            List<String> types = new ArrayList<>();
            type.forEach(one -> types.add(one.asText()));
            settings.put(
                    property.getKey(), List.of(type.isArray() ? String.join(" or ", types) : type.asText(), allowed));
        });
        return settings;
    }

    /** Of what the schema says of a setting already, the limits and other names that the runtime does not know stay. */
    private static String withSettingsOfTheRuntime(String schema) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode defaults = (ObjectNode) json.readTree(schema).at("/properties/defaults");
        ObjectNode before = (ObjectNode) defaults.remove("properties");
        ObjectNode now = defaults.putObject("properties");
        for (SettingDefinition setting : dev.connectorkit.runtime.settings.RuntimeSettings.definitions()) {
            ObjectNode property = now.putObject(setting.name()).put("description", setting.description());
            String[] types = setting.type().words().split(" or ", -1);
            property.set("type", types.length == 1 ? json.valueToTree(types[0]) : json.valueToTree(types));
            if (!setting.allowedValues().isEmpty()) {
                property.set("enum", json.valueToTree(setting.allowedValues()));
            }
            setting.minimum().ifPresent(minimum -> property.put("minimum", minimum));
            before.path(setting.name()).properties().stream()
                    .filter(kept -> !kept.getKey().equals("enum"))
                    .forEach(kept -> property.putIfAbsent(kept.getKey(), kept.getValue()));
        }
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        String block = json.writer(printer).writeValueAsString(defaults).replace("\n", "\n    ");
        Matcher place =
                Pattern.compile("(?s)(\n    \"defaults\": )\\{.*?\n    }").matcher(schema);
        return place.replaceFirst(match -> Matcher.quoteReplacement(match.group(1) + block));
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(Files.readString(SCHEMA));
    }
}
