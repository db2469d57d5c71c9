package dev.connectorkit.generator.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.runtime.settings.SettingDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runtime's settings stand in the runtime; the descriptor's schema repeats their names, and this keeps them the same. */
class RuntimeSettingsTest {
    @Test
    void theSchemaHasEachSettingOfTheRuntimeWithItsTypeAndValues() throws IOException {
        Map<String, List<Object>> inTheRuntime =
                dev.connectorkit.runtime.settings.RuntimeSettings.definitions().stream()
                        .collect(Collectors.toMap(
                                SettingDefinition::name,
                                setting -> List.of(setting.type().words(), setting.allowedValues())));
        assertThat(inTheSchema()).containsExactlyInAnyOrderEntriesOf(inTheRuntime);
    }

    @Test
    void noNameIsBothASettingAndAnotherNameOfOne() {
        RuntimeSettings settings = new DescriptorReader().runtimeSettings();
        assertThat(settings.types().keySet())
                .doesNotContainAnyElementsOf(settings.aliases().keySet());
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

    private static JsonNode schema() throws IOException {
        try (InputStream resource =
                RuntimeSettingsTest.class.getResourceAsStream("/dev/connectorkit/templates/descriptor.schema.json")) {
            return new ObjectMapper().readTree(resource);
        }
    }
}
