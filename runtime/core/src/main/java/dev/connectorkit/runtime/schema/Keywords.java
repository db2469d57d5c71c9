package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Where a schema holds further schemas, and its keywords read with their shape checked. */
final class Keywords {
    /** Keywords whose value is a schema. */
    static final Set<String> SCHEMA =
            Set.of("additionalItems", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else");

    /** Keywords whose value is a list of schemas that concern the same value. */
    static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf");

    /** Keywords whose value is an object of schemas; {@code dependencies} may hold lists of names too. */
    static final Set<String> SCHEMA_MAPS =
            Set.of("properties", "patternProperties", "dependencies", "definitions", "$defs");

    private Keywords() {}

    /** Each schema that stands directly in this one. */
    static void forEachSubschema(JsonNode schema, Consumer<JsonNode> action) {
        schema.properties().forEach(keyword -> {
            JsonNode value = keyword.getValue();
            String name = keyword.getKey();
            boolean isList = SCHEMA_LISTS.contains(name) || (name.equals("items") && value.isArray());
            if (isList || SCHEMA_MAPS.contains(name)) {
                value.forEach(one -> acceptSchema(one, action));
            } else if (SCHEMA.contains(name) || name.equals("items")) {
                acceptSchema(value, action);
            }
        });
    }

    private static void acceptSchema(JsonNode node, Consumer<JsonNode> action) {
        if (isSchema(node)) {
            action.accept(node);
        }
    }

    static boolean isSchema(JsonNode node) {
        return node.isObject() || node.isBoolean();
    }

    /** A schema that admits everything at first sight. */
    static boolean isTrivial(JsonNode schema) {
        return schema.isMissingNode() || schema.booleanValue() || (schema.isObject() && schema.isEmpty());
    }

    /** An object of schemas that admit everything, or none. */
    static boolean isTrivialMap(JsonNode schemas) {
        for (JsonNode schema : schemas) {
            if (!isTrivial(schema)) {
                return false;
            }
        }
        return true;
    }

    /** The keyword {@code items}, a schema or a list of them; missing where the keyword is. */
    static JsonNode items(JsonNode schema) {
        JsonNode items = schema.path("items");
        boolean isWrong = items.isArray() ? !allSchemas(items) : !items.isMissingNode() && !isSchema(items);
        if (isWrong) {
            throw wrong("items", "a schema or a list of schemas");
        }
        return items;
    }

    private static boolean allSchemas(JsonNode nodes) {
        for (JsonNode node : nodes) {
            if (!isSchema(node)) {
                return false;
            }
        }
        return true;
    }

    /** The keyword's value, a schema; missing where the keyword is. */
    static JsonNode schema(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isMissingNode() && !isSchema(value)) {
            throw wrong(keyword, "a schema");
        }
        return value;
    }

    static List<JsonNode> schemas(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isMissingNode() && (!value.isArray() || value.isEmpty() || !allSchemas(value))) {
            throw wrong(keyword, "a list of schemas");
        }
        List<JsonNode> schemas = new ArrayList<>();
        value.forEach(schemas::add);
        return schemas;
    }

    /** The schemas in a list; what is none is passed over. */
    static List<JsonNode> parts(JsonNode schema, String keyword) {
        List<JsonNode> parts = new ArrayList<>();
        schema.path(keyword).forEach(part -> acceptSchema(part, parts::add));
        return parts;
    }

    /** The keyword's value, an object of anything; missing where the keyword is. */
    static JsonNode map(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(keyword, "an object");
        }
        return value;
    }

    /** The keyword's value, a number; missing where the keyword is. */
    static JsonNode number(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isMissingNode() && (!value.isNumber() || !ExactNumber.isReadable(value.decimalValue()))) {
            throw wrong(keyword, "a number");
        }
        return value;
    }

    /** A length or count: 2 and 2.0, the largest int for anything larger. */
    static OptionalInt count(JsonNode schema, String keyword) {
        JsonNode value = number(schema, keyword);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (value.decimalValue().signum() < 0 || !ExactNumber.isWhole(value.decimalValue())) {
            throw wrong(keyword, "a whole number, 0 or more");
        }
        return OptionalInt.of(
                value.decimalValue().toBigInteger().bitLength() < Integer.SIZE
                        ? value.decimalValue().intValue()
                        : Integer.MAX_VALUE);
    }

    /** Names; none where the keyword is missing. Draft 3 and some taps have a boolean at {@code required}, which says nothing here. */
    static List<String> names(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        List<String> names = new ArrayList<>();
        if (value.isMissingNode() || value.isBoolean()) {
            return names;
        }
        for (JsonNode name : value) {
            if (!name.isTextual()) {
                throw wrong(keyword, "a list of names");
            }
            names.add(name.textValue());
        }
        if (!value.isArray()) {
            throw wrong(keyword, "a list of names");
        }
        return names;
    }

    static SchemaProblem wrong(String keyword, String wanted) {
        return new SchemaProblem("\"%s\" has to be %s".formatted(keyword, wanted));
    }
}
