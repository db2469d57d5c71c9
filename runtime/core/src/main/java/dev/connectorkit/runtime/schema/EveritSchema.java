package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.OptionalInt;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Writes a schema anew as Everit reads it without mistake: draft 7 whatever it was, references as pointers into one table of
 * definitions, numbers exact; formats that are annotations, and keywords that are none, are left out. Used once.
 */
final class EveritSchema {
    private static final String DEFINITIONS = "definitions";

    private final SchemaDocument document;
    private final RulesCompiler compiler;
    private final IdentityHashMap<JsonNode, String> names = new IdentityHashMap<>();
    private final Deque<JsonNode> unwritten = new ArrayDeque<>();

    private EveritSchema(RulesCompiler compiler) {
        this.document = compiler.document();
        this.compiler = compiler;
    }

    /**
     * The schema, complete in itself.
     *
     * @throws SchemaProblem if a keyword has the wrong shape, or references lead nowhere or round in circles
     */
    static JSONObject of(RulesCompiler compiler, JsonNode schema) {
        EveritSchema writer = new EveritSchema(compiler);
        JSONObject whole = writer.object(writer.document.resolve(schema));
        JSONObject definitions = new JSONObject();
        while (!writer.unwritten.isEmpty()) {
            JsonNode target = writer.unwritten.remove();
            definitions.put(writer.name(target), writer.object(target));
        }
        return whole.put(DEFINITIONS, definitions);
    }

    private String name(JsonNode target) {
        String known = names.get(target);
        if (known != null) {
            return known;
        }
        String added = Integer.toString(names.size());
        names.put(target, added);
        unwritten.add(target);
        return added;
    }

    private Object schema(JsonNode schema) {
        JsonNode target = document.resolve(schema);
        if (target.isBoolean()) {
            return target.booleanValue();
        }
        return SchemaDocument.isReference(schema)
                ? new JSONObject().put("$ref", "#/" + DEFINITIONS + "/" + name(target))
                : object(schema);
    }

    private JSONObject object(JsonNode schema) {
        compiler.compile(schema); // refuses keywords of the wrong shape, and circles
        JSONObject written = new JSONObject();
        schema.properties().forEach(keyword -> {
            if (document.draft().knows(keyword.getKey())) {
                write(schema, keyword.getKey(), keyword.getValue(), written);
            }
        });
        return written;
    }

    private void write(JsonNode schema, String keyword, JsonNode value, JSONObject written) {
        switch (keyword) {
            case "type", "enum", "const", "multipleOf", "uniqueItems", "pattern" ->
                written.put(keyword, OrgJson.of(value));
            case "minimum" -> written.put(limitName(schema, keyword, "exclusiveMinimum"), OrgJson.of(value));
            case "maximum" -> written.put(limitName(schema, keyword, "exclusiveMaximum"), OrgJson.of(value));
            case "exclusiveMinimum", "exclusiveMaximum" -> {
                if (value.isNumber()) {
                    written.put(keyword, OrgJson.of(value));
                }
            }
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" -> {
                OptionalInt count = Keywords.count(schema, keyword);
                written.put(keyword, count.getAsInt());
            }
            case "format" -> {
                if (ValueChecks.formatCondition(value.asText()).isPresent()) {
                    written.put(keyword, value.textValue());
                }
            }
            case "required" -> written.put(keyword, new JSONArray(Keywords.names(schema, keyword)));
            case "items" -> written.put(keyword, value.isArray() ? schemas(value) : schema(value));
            case "additionalItems" -> {
                if (schema.path("items").isArray()) {
                    written.put(keyword, schema(value));
                }
            }
            case "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else" ->
                written.put(keyword, schema(Keywords.schema(schema, keyword)));
            case "allOf", "anyOf", "oneOf" -> written.put(keyword, schemas(value));
            case "properties", "patternProperties" -> written.put(keyword, map(value));
            case "dependencies" -> written.put(keyword, dependencies(value));
            default -> {} // annotations, and names of another draft
        }
    }

    /** Draft 4's {@code exclusiveMinimum: true} makes the limit beside it exclusive. */
    private static String limitName(JsonNode schema, String keyword, String exclusiveKeyword) {
        return schema.path(exclusiveKeyword).booleanValue() ? exclusiveKeyword : keyword;
    }

    private JSONArray schemas(JsonNode schemas) {
        JSONArray written = new JSONArray();
        schemas.forEach(schema -> written.put(schema(schema)));
        return written;
    }

    private JSONObject map(JsonNode schemas) {
        JSONObject written = new JSONObject();
        schemas.properties()
                .forEach(entry -> written.put(entry.getKey(), schema(Keywords.schema(schemas, entry.getKey()))));
        return written;
    }

    private JSONObject dependencies(JsonNode dependencies) {
        JSONObject written = new JSONObject();
        dependencies
                .properties()
                .forEach(entry -> written.put(
                        entry.getKey(),
                        Keywords.isSchema(entry.getValue())
                                ? schema(entry.getValue())
                                : new JSONArray(Keywords.names(dependencies, entry.getKey()))));
        return written;
    }
}
