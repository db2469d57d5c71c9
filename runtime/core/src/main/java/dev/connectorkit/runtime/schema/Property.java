package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A property of a stream.
 *
 * @param nullable whether its schema admits {@code null}; a key never does
 * @param schema   its JSON Schema as sent; not to be changed
 */
public record Property(String name, ValueType type, boolean nullable, JsonNode schema) {
    public Property {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(schema, "schema");
    }
}
