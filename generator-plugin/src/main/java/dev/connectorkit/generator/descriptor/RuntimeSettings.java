package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The settings that every connector has from the runtime, as the descriptor's JSON Schema names them.
 *
 * @param types   name to JSON type
 * @param aliases other name to name
 */
public record RuntimeSettings(Map<String, String> types, Map<String, String> aliases) {
    public RuntimeSettings {
        types = Map.copyOf(types);
        aliases = Map.copyOf(aliases);
    }

    static RuntimeSettings of(JsonNode defaults) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : defaults.path("properties").properties()) {
            types.put(property.getKey(), words(property.getValue().path("type")));
            texts(property.getValue().path("x-aliases")).forEach(alias -> aliases.put(alias, property.getKey()));
        }
        return new RuntimeSettings(types, aliases);
    }

    /** What to say where a descriptor declares a setting of that name; empty if it may. */
    public Optional<String> whyNoSetting(String name) {
        if (types.containsKey(name)) {
            return Optional.of("is a setting that every connector has; to change its default, write it under defaults");
        }
        if (aliases.containsKey(name)) {
            return Optional.of("is another name of " + aliases.get(name)
                    + ", which every connector has; to change its default, write that under defaults");
        }
        return Optional.empty();
    }

    /** What to say where a descriptor changes the default of that name, if it is not one of {@link #types}. */
    Optional<String> whyNoDefault(String name) {
        if (aliases.containsKey(name)) {
            return Optional.of("is another name of " + aliases.get(name) + "; write that");
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
