package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The JSON Schema of what an expression gives, by the Singer SDK's rule: what its text begins with, else the type that the
 * property has already, else a string (singer_sdk/mapper.py, {@code _eval_type}).
 */
final class ResultType {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** What limits values of a type; a calculated value may go beyond it. */
    private static final List<String> LIMITS = List.of(
            "enum",
            "const",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "default",
            "examples");

    private ResultType() {}

    /**
     * Gives the schema, which admits null.
     *
     * @param existing schema of the property that the expression replaces, if there is one
     */
    static JsonNode of(String expression, Optional<JsonNode> existing) {
        String text = expression.strip();
        if (text.startsWith("int(")) {
            return type("integer");
        }
        if (text.startsWith("float(")) {
            return type("number");
        }
        if (text.startsWith("bool(")) {
            return type("boolean");
        }
        if (text.startsWith("str(") || text.startsWith("json.dumps(") || isLiteral(text)) {
            return type("string");
        }
        if (text.startsWith("datetime.date.") || text.startsWith("datetime.date(") || text.endsWith(".date()")) {
            return type("string").put("format", "date");
        }
        if (text.startsWith("datetime.datetime.") || text.startsWith("datetime.datetime(")) {
            return type("string").put("format", "date-time");
        }
        return existing.map(schema -> nullable(withoutLimits(schema))).orElseGet(() -> type("string"));
    }

    /** The same schema, but that null is admitted. */
    static JsonNode nullable(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = object.deepCopy();
        JsonNode type = copy.path("type");
        if (type.isTextual() && !type.textValue().equals("null")) {
            copy.set("type", JSON.arrayNode().add(type).add("null"));
        } else if (type instanceof ArrayNode types && !contains(types, "null")) {
            types.add("null");
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (type.isMissingNode()
                    && copy.path(keyword) instanceof ArrayNode alternatives
                    && !admitsNull(alternatives)) {
                alternatives.add(JSON.objectNode().put("type", "null"));
            }
        }
        return copy;
    }

    private static ObjectNode type(String name) {
        return JSON.objectNode().set("type", JSON.arrayNode().add(name).add("null"));
    }

    private static boolean isLiteral(String text) {
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'");
    }

    private static JsonNode withoutLimits(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(LIMITS);
            for (String keyword : List.of("anyOf", "oneOf")) {
                object.path(keyword).forEach(alternative -> {
                    if (alternative instanceof ObjectNode one) {
                        one.remove(LIMITS);
                    }
                });
            }
        }
        return copy;
    }

    private static boolean contains(ArrayNode names, String name) {
        for (JsonNode each : names) {
            if (each.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean admitsNull(ArrayNode alternatives) {
        for (JsonNode alternative : alternatives) {
            JsonNode type = alternative.path("type");
            if (type.asText().equals("null") || (type instanceof ArrayNode types && contains(types, "null"))) {
                return true;
            }
        }
        return false;
    }
}
