package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a stream's JSON Schema once, so that nothing of it has to be looked up for a record. */
public final class SchemaCompiler {
    private SchemaCompiler() {}

    /**
     * Gives the properties in the order of the schema.
     *
     * @throws MessageException if the schema has no properties or one that is no schema
     */
    public static List<Property> properties(String stream, ObjectNode schema, List<String> keyProperties) {
        SchemaDocument document = new SchemaDocument(schema, Draft.of(schema).orElse(Draft.SEVEN));
        List<Property> compiled = new ArrayList<>();
        propertySchemas(stream, document)
                .forEach((name, one) ->
                        compiled.add(property(stream, document, name, one, keyProperties.contains(name))));
        return List.copyOf(compiled);
    }

    /**
     * Gives the properties of an object in a record, where they are all that there is to it: where the property admits
     * nothing but objects and null, and its schema names properties. Else nothing.
     *
     * @param root the stream's schema, which references lead to
     * @throws MessageException if one is no schema
     */
    public static List<Property> objectProperties(String stream, ObjectNode root, JsonNode object) {
        SchemaDocument document = new SchemaDocument(root, Draft.of(root).orElse(Draft.SEVEN));
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        try {
            int types = new TypeResolver(document).facts(object).types().mask();
            boolean isObject = (types & JsonTypes.OBJECT) != 0 && (types & ~(JsonTypes.OBJECT | JsonTypes.NULL)) == 0;
            if (isObject) {
                collect(document, object, schemas);
            }
        } catch (SchemaProblem e) {
            throw problem(stream, e.text());
        }
        return schemas.entrySet().stream()
                .map(entry -> property(stream, document, entry.getKey(), entry.getValue(), false))
                .toList();
    }

    /** The properties that a record may have, by name: the schema's own, then those of the parts of its {@code allOf}. */
    static Map<String, JsonNode> propertySchemas(String stream, SchemaDocument document) {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        boolean found;
        try {
            found = collect(document, document.root(), schemas);
        } catch (SchemaProblem e) {
            throw problem(stream, e.text());
        }
        if (!found) {
            throw problem(stream, "the schema has no \"properties\"; the tap has to list them");
        }
        return schemas;
    }

    private static boolean collect(SchemaDocument document, JsonNode schema, Map<String, JsonNode> schemas) {
        JsonNode resolved = document.resolve(schema);
        JsonNode properties = resolved.path("properties");
        boolean found = properties.isObject();
        properties.properties().forEach(entry -> schemas.merge(entry.getKey(), entry.getValue(), SchemaCompiler::both));
        for (JsonNode part : Keywords.parts(resolved, "allOf")) {
            found |= collect(document, part, schemas);
        }
        return found;
    }

    /** A property that two parts of a schema describe. */
    private static JsonNode both(JsonNode one, JsonNode two) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return json.objectNode().set("allOf", json.arrayNode().add(one).add(two));
    }

    private static Property property(
            String stream, SchemaDocument document, String name, JsonNode schema, boolean isKey) {
        if (!Keywords.isSchema(schema)) {
            throw problem(stream, "property \"" + name + "\" is no JSON Schema");
        }
        try {
            TypeResolver resolver = new TypeResolver(document);
            TypeFacts facts = resolver.facts(schema);
            boolean nullable = !isKey && facts.types().admits(JsonTypes.NULL);
            return new Property(name, resolver.resolve(schema, facts), nullable, schema);
        } catch (SchemaProblem e) {
            throw problem(stream, "property \"" + name + "\": " + e.text());
        }
    }

    static MessageException problem(String stream, String text) {
        return new MessageException(ErrorCode.SCHEMA_INVALID, "stream \"%s\": %s".formatted(stream, text));
    }
}
