package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import java.util.ArrayList;
import java.util.List;

/** Reads a stream's JSON Schema once, so that nothing of it has to be looked up for a record. */
public final class SchemaCompiler {
    private SchemaCompiler() {}

    /**
     * Gives the properties in the order of the schema.
     *
     * @throws MessageException if the schema has no properties or one that is no schema
     */
    public static List<Property> properties(String stream, ObjectNode schema, List<String> keyProperties) {
        JsonNode properties = schema.path("properties");
        if (!properties.isObject()) {
            throw problem(stream, "the schema has no \"properties\"; the tap has to list them");
        }
        List<Property> compiled = new ArrayList<>();
        properties
                .properties()
                .forEach(entry -> compiled.add(
                        property(stream, entry.getKey(), entry.getValue(), keyProperties.contains(entry.getKey()))));
        return List.copyOf(compiled);
    }

    private static Property property(String stream, String name, JsonNode schema, boolean isKey) {
        if (!schema.isObject() && !schema.isBoolean()) {
            throw problem(stream, "property \"" + name + "\" is no JSON Schema");
        }
        try {
            boolean nullable = !isKey && JsonTypes.of(schema).admits(JsonTypes.NULL);
            return new Property(name, TypeResolver.resolve(schema), nullable, schema);
        } catch (SchemaProblem e) {
            throw problem(stream, "property \"" + name + "\": " + e.getMessage());
        }
    }

    private static MessageException problem(String stream, String text) {
        return new MessageException(ErrorCode.SCHEMA_INVALID, "stream \"%s\": %s".formatted(stream, text));
    }
}
