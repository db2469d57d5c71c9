package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Compiles a schema into rules that a reader can check while it tokenises: the keywords on types, numbers and strings, and
 * what {@code $ref}, {@code allOf}, {@code anyOf}, {@code oneOf} and {@code not} make of them. Where a keyword asks for more,
 * the rules say so.
 */
final class RulesCompiler {
    private final SchemaDocument document;
    private final IdentityHashMap<JsonNode, ValueRules> compiled = new IdentityHashMap<>();
    private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

    RulesCompiler(SchemaDocument document) {
        this.document = document;
    }

    SchemaDocument document() {
        return document;
    }

    /**
     * What the schema demands of a value.
     *
     * @throws SchemaProblem if a keyword has the wrong shape, or references lead nowhere or round in circles
     */
    ValueRules compile(JsonNode schema) {
        JsonNode resolved = document.resolve(schema);
        if (resolved.isBoolean()) {
            return resolved.booleanValue() ? ValueRules.ANYTHING : ValueRules.ofTypes(new JsonTypes(0));
        }
        ValueRules known = compiled.get(resolved);
        if (known != null) {
            return known;
        }
        if (!open.add(resolved)) {
            throw new SchemaProblem("the schema refers to itself without end");
        }
        ValueRules rules = ValueRules.ofTypes(JsonTypes.ofKeyword(resolved.path("type")))
                .and(values(resolved))
                .and(numbers(resolved))
                .and(strings(resolved))
                .and(containers(resolved))
                .and(combined(resolved));
        open.remove(resolved);
        compiled.put(resolved, rules);
        return rules;
    }

    private ValueRules values(JsonNode schema) {
        ValueRules rules = ValueRules.ANYTHING;
        JsonNode allowed = schema.path("enum");
        if (allowed.isArray()) {
            rules = oneOfValues(allowed, "enum");
        } else if (!allowed.isMissingNode()) {
            throw Keywords.wrong("enum", "a list of values");
        }
        if (schema.has("const") && document.draft().knows("const")) {
            rules = rules.and(oneOfValues(List.of(schema.path("const")), "const"));
        }
        return rules;
    }

    private static ValueRules oneOfValues(Iterable<JsonNode> values, String keyword) {
        int mask = 0;
        for (JsonNode value : values) {
            mask |= JsonTypes.bitOf(value);
        }
        return ValueRules.ofTypes(new JsonTypes(mask))
                .and(ValueRules.unknown(JsonTypes.CONTAINER))
                .and(ValueRules.ofCheck(JsonTypes.STRING, ValueChecks.oneOfTexts(values, keyword)))
                .and(ValueRules.ofCheck(JsonTypes.NUMBER, ValueChecks.oneOfNumbers(values, keyword)));
    }

    private static ValueRules numbers(JsonNode schema) {
        ValueRules rules = ValueRules.ANYTHING;
        for (ValueCheck check : ValueChecks.limits(schema)) {
            rules = rules.and(ValueRules.ofCheck(JsonTypes.NUMBER, check));
        }
        return rules;
    }

    private static ValueRules strings(JsonNode schema) {
        ValueRules rules = ValueRules.ANYTHING;
        for (ValueCheck check : ValueChecks.texts(schema)) {
            rules = rules.and(ValueRules.ofCheck(JsonTypes.STRING, check));
        }
        return rules;
    }

    private ValueRules containers(JsonNode schema) {
        boolean restrictsObjects = !Keywords.isTrivialMap(Keywords.map(schema, "properties"))
                || !Keywords.isTrivialMap(Keywords.map(schema, "patternProperties"))
                || !Keywords.isTrivial(Keywords.schema(schema, "additionalProperties"))
                || !Keywords.isTrivial(known(schema, "propertyNames"))
                || !Keywords.map(schema, "dependencies").isEmpty()
                || !Keywords.names(schema, "required").isEmpty()
                || Keywords.count(schema, "minProperties").orElse(0) > 0
                || Keywords.count(schema, "maxProperties").isPresent();
        boolean restrictsArrays = !Keywords.isTrivial(Keywords.items(schema))
                || !known(schema, "contains").isMissingNode()
                || schema.path("uniqueItems").booleanValue()
                || Keywords.count(schema, "minItems").orElse(0) > 0
                || Keywords.count(schema, "maxItems").isPresent();
        return ValueRules.unknown((restrictsObjects ? JsonTypes.OBJECT : 0) | (restrictsArrays ? JsonTypes.ARRAY : 0));
    }

    private JsonNode known(JsonNode schema, String keyword) {
        return document.draft().knows(keyword) ? Keywords.schema(schema, keyword) : schema.path("\0"); // missing
    }

    private ValueRules combined(JsonNode schema) {
        ValueRules rules = ValueRules.ANYTHING;
        for (ValueRules part : compileAll(schema, "allOf")) {
            rules = rules.and(part);
        }
        if (schema.has("anyOf")) {
            rules = rules.and(ValueRules.anyOf(compileAll(schema, "anyOf")));
        }
        if (schema.has("oneOf")) {
            rules = rules.and(ValueRules.oneOf(compileAll(schema, "oneOf")));
        }
        if (schema.has("not")) {
            rules = rules.and(compile(Keywords.schema(schema, "not")).not());
        }
        return rules.and(conditional(schema));
    }

    /** By type where the condition says yes or no to all values of it. */
    private ValueRules conditional(JsonNode schema) {
        if (!schema.has("if") || !document.draft().knows("if")) {
            return ValueRules.ANYTHING;
        }
        ValueRules condition = compile(Keywords.schema(schema, "if"));
        ValueRules whenTrue = schema.has("then") ? compile(Keywords.schema(schema, "then")) : ValueRules.ANYTHING;
        ValueRules whenFalse = schema.has("else") ? compile(Keywords.schema(schema, "else")) : ValueRules.ANYTHING;
        return ValueRules.anyOf(List.of(condition.and(whenTrue), condition.not().and(whenFalse)));
    }

    private List<ValueRules> compileAll(JsonNode schema, String keyword) {
        List<ValueRules> parts = new ArrayList<>();
        Keywords.schemas(schema, keyword).forEach(one -> parts.add(compile(one)));
        return parts;
    }
}
