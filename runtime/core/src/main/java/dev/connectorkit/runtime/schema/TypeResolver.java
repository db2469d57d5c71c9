package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.schema.ValueType.BooleanType;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.DateType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.JsonType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.schema.ValueType.TimeType;
import dev.connectorkit.runtime.schema.ValueType.UuidType;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what a property's schema amounts to: one type that loses no value which the schema admits. Sees through references
 * and through {@code allOf}, {@code anyOf} and {@code oneOf}.
 */
final class TypeResolver {
    private final SchemaDocument document;
    private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

    TypeResolver(SchemaDocument document) {
        this.document = document;
    }

    /**
     * What the schema says of the type of values.
     *
     * @throws SchemaProblem if it names a type that is none, or a reference leads nowhere or round in circles
     */
    TypeFacts facts(JsonNode schema) {
        JsonNode resolved = document.resolve(schema);
        if (resolved.isBoolean()) {
            return TypeFacts.ofTypes(resolved.booleanValue() ? JsonTypes.ANY : new JsonTypes(0));
        }
        if (!open.add(resolved)) {
            throw new SchemaProblem("the schema refers to itself without end");
        }
        TypeFacts facts = TypeFacts.ofKeywords(resolved, document.draft());
        for (JsonNode part : Keywords.parts(resolved, "allOf")) {
            facts = facts.and(facts(part));
        }
        facts = facts.and(alternatives(resolved, "anyOf")).and(alternatives(resolved, "oneOf"));
        open.remove(resolved);
        return facts;
    }

    private TypeFacts alternatives(JsonNode schema, String keyword) {
        return Keywords.parts(schema, keyword).stream()
                .map(this::facts)
                .reduce(TypeFacts::or)
                .orElse(TypeFacts.NONE);
    }

    /** The type of values, given what their schema says of it. */
    ValueType resolve(JsonNode schema, TypeFacts facts) {
        ValueType type = resolve(facts);
        return type instanceof JsonType && facts.types().without(JsonTypes.NULL).isOnly(JsonTypes.ARRAY)
                ? new JsonType(elements(document.resolve(schema)))
                : type;
    }

    /** The type that all elements of an array have, where that is one of strings, numbers or booleans. */
    private Optional<ValueType> elements(JsonNode schema) {
        JsonNode items = schema.path("items");
        if (!items.isMissingNode()) {
            return items.isObject() ? scalar(items) : Optional.empty();
        }
        List<JsonNode> arrays = Stream.of("anyOf", "oneOf")
                .flatMap(keyword -> Keywords.parts(schema, keyword).stream())
                .map(document::resolve)
                .filter(part -> facts(part).types().admits(JsonTypes.ARRAY))
                .toList();
        return arrays.size() == 1 ? elements(arrays.get(0)) : Optional.empty();
    }

    private Optional<ValueType> scalar(JsonNode items) {
        try {
            return Optional.of(resolve(facts(items)))
                    .filter(type -> type instanceof BooleanType
                            || type instanceof IntegerType
                            || type instanceof NumberType
                            || type instanceof StringType);
        } catch (SchemaProblem e) {
            return Optional
                    .empty(); // whether elements are checked, and so their schema has to be right, is not decided here
        }
    }

    private static ValueType resolve(TypeFacts facts) {
        JsonTypes types = facts.types().without(JsonTypes.NULL);
        if (types.isOnly(JsonTypes.BOOLEAN)) {
            return new BooleanType();
        }
        if (types.isOnly(JsonTypes.INTEGER)) {
            return new IntegerType(facts.minimum(), facts.maximum());
        }
        if (types.isOnly(JsonTypes.NUMBER)) {
            return new NumberType(OptionalInt.empty(), size(facts.scale()));
        }
        if (types.isOnly(JsonTypes.STRING)) {
            return string(facts);
        }
        if (types.admits(JsonTypes.CONTAINER) || types.mask() == 0) {
            return new JsonType();
        }
        return StringType.UNBOUNDED;
    }

    private static ValueType string(TypeFacts facts) {
        return switch (facts.format()) {
            case "date-time" -> new DateTimeType();
            case "date" -> new DateType();
            case "time" -> new TimeType();
            case "uuid" -> new UuidType();
            case "x-singer.decimal", "singer.decimal" ->
                new NumberType(size(facts.singerPrecision()), size(facts.singerScale()));
            default -> new StringType(size(facts.maxLength()), encoding(facts.contentEncoding()));
        };
    }

    private static Optional<ContentEncoding> encoding(String name) {
        return Arrays.stream(ContentEncoding.values())
                .filter(encoding -> encoding.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static OptionalInt size(Optional<Integer> size) {
        return size.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
