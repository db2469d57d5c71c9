package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The JSON types that a schema admits, as a set of bits; numbers are two, those with and those without a fraction. */
record JsonTypes(int mask) {
    static final int NULL = 1;
    static final int BOOLEAN = 1 << 1;
    static final int INTEGER = 1 << 2;
    static final int FRACTION = 1 << 3;
    static final int STRING = 1 << 4;
    static final int OBJECT = 1 << 5;
    static final int ARRAY = 1 << 6;
    static final int NUMBER = INTEGER | FRACTION;
    static final int CONTAINER = OBJECT | ARRAY;
    static final JsonTypes ANY = new JsonTypes(NULL | BOOLEAN | NUMBER | STRING | CONTAINER);

    /** What {@code type}, or else the alternatives of {@code anyOf} and {@code oneOf}, admit; anything where they say nothing. */
    static JsonTypes of(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return new JsonTypes(bit(type.textValue()));
        }
        int mask = 0;
        if (type.isArray()) {
            for (JsonNode one : type) {
                mask |= bit(one.asText());
            }
            return new JsonTypes(mask);
        }
        List<JsonNode> alternatives = alternatives(schema);
        for (JsonNode alternative : alternatives) {
            mask |= of(alternative).mask;
        }
        return alternatives.isEmpty() ? ANY : new JsonTypes(mask);
    }

    static List<JsonNode> alternatives(JsonNode schema) {
        List<JsonNode> alternatives = new ArrayList<>();
        schema.path("anyOf").forEach(alternatives::add);
        if (alternatives.isEmpty()) {
            schema.path("oneOf").forEach(alternatives::add);
        }
        return alternatives;
    }

    boolean admits(int bits) {
        return (mask & bits) != 0;
    }

    JsonTypes without(int bits) {
        return new JsonTypes(mask & ~bits);
    }

    boolean isOnly(int bits) {
        return mask != 0 && (mask & ~bits) == 0;
    }

    /** For messages: {@code integer or null}. */
    String describe() {
        List<String> names = new ArrayList<>();
        if (admits(STRING)) {
            names.add("string");
        }
        if (admits(FRACTION)) {
            names.add("number");
        } else if (admits(INTEGER)) {
            names.add("integer");
        }
        if (admits(BOOLEAN)) {
            names.add("boolean");
        }
        if (admits(OBJECT)) {
            names.add("object");
        }
        if (admits(ARRAY)) {
            names.add("array");
        }
        if (admits(NULL)) {
            names.add("null");
        }
        return names.isEmpty() ? "nothing" : String.join(" or ", names);
    }

    private static int bit(String type) {
        return switch (type) {
            case "null" -> NULL;
            case "boolean" -> BOOLEAN;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "string" -> STRING;
            case "object" -> OBJECT;
            case "array" -> ARRAY;
            default -> throw new SchemaProblem("\"" + type + "\" is no JSON Schema type");
        };
    }
}
