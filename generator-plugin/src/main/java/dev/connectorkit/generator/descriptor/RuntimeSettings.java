package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The settings that every connector has from the runtime, as the descriptor's JSON Schema names them.
 *
 * @param types name to JSON type
 */
public record RuntimeSettings(Map<String, String> types) {
    public RuntimeSettings {
        types = Map.copyOf(types);
    }

    static RuntimeSettings of(JsonNode defaults) {
        Map<String, String> types = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : defaults.path("properties").properties()) {
            types.put(property.getKey(), words(property.getValue().path("type")));
        }
        return new RuntimeSettings(types);
    }

    /** What to say where a descriptor declares a setting of that name; empty if it may. */
    public Optional<String> whyNoSetting(String name) {
        if (types.containsKey(name)) {
            return Optional.of("is a setting that every connector has; to change its default, write it under defaults");
        }
        return Optional.empty();
    }

    /** A type, or the types that a value may be of. */
    private static String words(JsonNode type) {
        return type.isArray() ? String.join(" or ", texts(type)) : type.asText();
    }

    private static List<String> texts(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }
}
