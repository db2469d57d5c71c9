package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON types as a set of bits. Numbers are two, those with and those without a fraction (1.0 is without), and so are
 * booleans: then {@code enum: [true, null]} is a set of types and nothing has to be compared.
 */
record JsonTypes(int mask) {
    static final int NULL = 1;
    static final int FALSE = 1 << 1;
    static final int TRUE = 1 << 2;
    static final int INTEGER = 1 << 3;
    static final int FRACTION = 1 << 4;
    static final int STRING = 1 << 5;
    static final int OBJECT = 1 << 6;
    static final int ARRAY = 1 << 7;
    static final int COUNT = 8;

    static final int BOOLEAN = FALSE | TRUE;
    static final int NUMBER = INTEGER | FRACTION;
    static final int CONTAINER = OBJECT | ARRAY;
    static final int ALL = (1 << COUNT) - 1;
    static final JsonTypes ANY = new JsonTypes(ALL);

    /** What the keyword {@code type} admits; anything where it is missing. */
    static JsonTypes ofKeyword(JsonNode type) {
        if (type.isMissingNode()) {
            return ANY;
        }
        if (type.isTextual()) {
            return new JsonTypes(bits(type.textValue()));
        }
        if (!type.isArray()) {
            throw new SchemaProblem("\"type\" has to be the name of a type or a list of them");
        }
        int mask = 0;
        for (JsonNode one : type) {
            mask |= bits(one.asText());
        }
        return new JsonTypes(mask);
    }

    /** The type of a value that stands in a schema. */
    static int bitOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> value.booleanValue() ? TRUE : FALSE;
            case NUMBER -> ExactNumber.isWhole(value.decimalValue()) ? INTEGER : FRACTION;
            case STRING -> STRING;
            case ARRAY -> ARRAY;
            default -> OBJECT;
        };
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

    private static int bits(String type) {
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
