package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a connector says of the types of columns beside its dialect. Immutable: each method gives another.
 *
 * @param types        stream, or {@code *} for any, to property to the database's name of its column's type
 * @param nativeArrays whether arrays of strings, numbers or booleans become arrays of the database's, where it has them
 */
public record TypeRules(Map<String, Map<String, String>> types, boolean nativeArrays) {
    /** All follows from the schemas. */
    public static final TypeRules NONE = new TypeRules(Map.of(), false);

    private static final String ANY_STREAM = "*";

    public TypeRules {
        Map<String, Map<String, String>> copy = new HashMap<>();
        types.forEach((stream, properties) -> copy.put(stream, Map.copyOf(properties)));
        types = Map.copyOf(copy);
    }

    /** The column of that property is of that type. */
    public TypeRules type(String stream, String property, String type) {
        requireNonNull(type, "type");
        Map<String, Map<String, String>> more = new HashMap<>(types);
        Map<String, String> properties = new HashMap<>(more.getOrDefault(stream, Map.of()));
        properties.put(property, type);
        more.put(stream, properties);
        return new TypeRules(more, nativeArrays);
    }

    /** Arrays become the database's own. */
    public TypeRules withNativeArrays() {
        return new TypeRules(types, true);
    }

    /** The type for a property's column, of the stream's own rules first. */
    Optional<String> type(String stream, String property) {
        return Optional.ofNullable(types.getOrDefault(stream, Map.of()).get(property))
                .or(() -> Optional.ofNullable(
                        types.getOrDefault(ANY_STREAM, Map.of()).get(property)));
    }
}
