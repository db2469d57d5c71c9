package dev.connectorkit.generator.spec;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which database a connector loads, and how, checked as far as that is possible without it.
 *
 * @param dialect      a dialect's name or the full name of its class
 * @param ownDialect   simple name of the dialect's class where that is one of the connector's own package
 * @param ownClass     whether its author has a class of their own in which steps of loading can be overridden
 * @param nativeArrays whether arrays of scalars become arrays of the database's
 * @param types        stream, or {@code *} for any, to property to the type of its column, in the descriptor's order
 */
public record SqlSpec(
        String dialect,
        Optional<String> ownDialect,
        boolean ownClass,
        boolean nativeArrays,
        Map<String, Map<String, String>> types) {
    public SqlSpec {
        requireNonNull(dialect, "dialect");
        requireNonNull(ownDialect, "ownDialect");
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        types.forEach(
                (stream, properties) -> copy.put(stream, Collections.unmodifiableMap(new LinkedHashMap<>(properties))));
        types = Collections.unmodifiableMap(copy);
    }
}
