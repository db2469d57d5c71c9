package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.json.NameIndex;
import dev.connectorkit.runtime.json.PlainJson;
import dev.connectorkit.runtime.json.PlainName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema demands of a nested value, as far as it can be seen while the value is passed over. What it lets pass, the
 * full validator lets pass; of anything else that has to judge. Used by one thread.
 */
final class ValueShape {
    private static final int MAX_DEPTH = 50;

    /** Keywords on objects and arrays that are not looked at here. */
    private static final Set<String> OF_CONTAINERS = Set.of(
            "enum",
            "const",
            "patternProperties",
            "propertyNames",
            "dependencies",
            "minProperties",
            "maxProperties",
            "additionalItems",
            "contains",
            "uniqueItems",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if");

    private final JsonTypes types;
    private final int incomplete;
    private final boolean tellsWholeNumbers;
    private final ValueCheck[][] checks = new ValueCheck[JsonTypes.COUNT][];
    private final PlainName[] names;
    private final ValueShape[] properties;
    private final NameIndex indexes = new NameIndex();
    private final boolean refusesUnknown;
    /** A bit for each property that has to be there; of the first 64 only. */
    private final long required;

    private final Optional<ValueShape> items;
    private final int minItems;
    private final int maxItems;

    private ValueShape(ValueRules rules, JsonNode schema, Map<String, ValueShape> shapes, Optional<ValueShape> items) {
        this.types = rules.types();
        this.incomplete = rules.incomplete() & ~JsonTypes.CONTAINER;
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            checks[index] = rules.checks(index).toArray(new ValueCheck[0]);
        }
        this.tellsWholeNumbers = rules.tellsWholeNumbers();
        this.names = shapes.keySet().stream().map(PlainName::new).toArray(PlainName[]::new);
        this.properties = shapes.values().toArray(new ValueShape[0]);
        List<String> order = List.copyOf(shapes.keySet());
        order.forEach(name -> indexes.put(name, order.indexOf(name)));
        JsonNode additional = schema.path("additionalProperties");
        this.refusesUnknown = additional.isBoolean() && !additional.booleanValue();
        long bits = 0;
        for (String name : Keywords.names(schema, "required")) {
            bits |= 1L << order.indexOf(name);
        }
        this.required = bits;
        this.items = items;
        this.minItems = Keywords.count(schema, "minItems").orElse(0);
        this.maxItems = Keywords.count(schema, "maxItems").orElse(Integer.MAX_VALUE);
    }

    /**
     * The shape of values that the schema is for; nothing where it says more than can be seen here, or refers to itself.
     *
     * @throws SchemaProblem if a keyword has the wrong shape
     */
    static Optional<ValueShape> of(RulesCompiler compiler, JsonNode schema) {
        return of(compiler, schema, 0);
    }

    private static Optional<ValueShape> of(RulesCompiler compiler, JsonNode reference, int depth) {
        JsonNode schema = compiler.document().resolve(reference);
        ValueRules rules = compiler.compile(schema);
        boolean isSimple = (rules.incomplete() & JsonTypes.CONTAINER) == 0;
        if (isSimple) {
            return Optional.of(new ValueShape(rules, schema.path("\0"), Map.of(), Optional.empty())); // missing
        }
        if (depth > MAX_DEPTH || OF_CONTAINERS.stream().anyMatch(schema::has)) {
            return Optional.empty();
        }
        JsonNode additional = schema.path("additionalProperties");
        JsonNode items = Keywords.items(schema);
        if ((additional.isObject() && !additional.isEmpty()) || items.isArray()) {
            return Optional.empty();
        }
        Map<String, ValueShape> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Optional<ValueShape> shape = of(compiler, property.getValue(), depth + 1);
            if (shape.isEmpty()) {
                return Optional.empty();
            }
            shapes.put(property.getKey(), shape.get());
        }
        List<String> first = List.copyOf(shapes.keySet()).subList(0, Math.min(Long.SIZE, shapes.size()));
        if (!first.containsAll(Keywords.names(schema, "required"))) {
            return Optional.empty();
        }
        Optional<ValueShape> item = items.isMissingNode() ? Optional.empty() : of(compiler, items, depth + 1);
        if (!items.isMissingNode() && item.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ValueShape(rules, schema, shapes, item));
    }

    /** Passes over a value from its first byte on; gives the place behind it, or {@link PlainJson#DOUBT}. */
    int after(byte[] data, int at) {
        return switch (data[at]) {
            case '"' -> afterString(data, at + 1);
            case '{' -> admits(JsonTypes.OBJECT) ? afterObject(data, at + 1) : PlainJson.DOUBT;
            case '[' -> admits(JsonTypes.ARRAY) ? afterArray(data, at + 1) : PlainJson.DOUBT;
            case 't' -> accepts(JsonTypes.TRUE, data, at, PlainJson.afterTrue(data, at));
            case 'f' -> accepts(JsonTypes.FALSE, data, at, PlainJson.afterFalse(data, at));
            case 'n' -> accepts(JsonTypes.NULL, data, at, PlainJson.afterNull(data, at));
            default -> afterNumber(data, at);
        };
    }

    private int afterString(byte[] data, int start) {
        if (checks[Integer.numberOfTrailingZeros(JsonTypes.STRING)].length == 0) {
            return admits(JsonTypes.STRING) ? PlainJson.afterString(data, start) : PlainJson.DOUBT;
        }
        int close = PlainJson.plainEnd(data, start);
        return data[close] == '"' && accepts(JsonTypes.STRING, data, start, close) >= 0 ? close + 1 : PlainJson.DOUBT;
    }

    private int afterNumber(byte[] data, int start) {
        int at = PlainJson.afterInteger(data, start);
        if (at < 0 || !PlainJson.isFraction(data, at)) {
            return accepts(JsonTypes.INTEGER, data, start, at);
        }
        return tellsWholeNumbers
                ? PlainJson.DOUBT
                : accepts(JsonTypes.FRACTION, data, start, PlainJson.afterFraction(data, at));
    }

    private boolean admits(int bit) {
        return types.admits(bit) && (incomplete & bit) == 0;
    }

    private int accepts(int bit, byte[] data, int start, int end) {
        if (end < 0 || !admits(bit)) {
            return PlainJson.DOUBT;
        }
        for (ValueCheck check : checks[Integer.numberOfTrailingZeros(bit)]) {
            if (!check.holds(data, start, end - start)) {
                return PlainJson.DOUBT;
            }
        }
        return end;
    }

    private int afterObject(byte[] data, int start) {
        int at = PlainJson.afterBlanks(data, start);
        int expected = 0;
        long found = 0;
        boolean isEnd = data[at] == '}';
        while (!isEnd) {
            int index = expected;
            if (expected < names.length && names[expected].isAt(data, at)) {
                at += names[expected].length();
            } else {
                int close = data[at] == '"' ? PlainJson.plainEnd(data, at + 1) : at;
                if (close == at || data[close] != '"') {
                    return PlainJson.DOUBT;
                }
                index = indexes.get(data, at + 1, close - at - 1);
                at = close + 1;
            }
            at = PlainJson.afterColon(data, at);
            if (at < 0 || (index < 0 && refusesUnknown)) {
                return PlainJson.DOUBT;
            }
            if (index < 0) {
                at = PlainJson.afterValue(data, at);
            } else {
                at = properties[index].after(data, at);
                found |= index < Long.SIZE ? 1L << index : 0;
                expected = index + 1;
            }
            if (at < 0) {
                return PlainJson.DOUBT;
            }
            at = PlainJson.afterBlanks(data, at);
            isEnd = data[at] == '}';
            if (data[at] == ',') {
                at = PlainJson.afterBlanks(data, at + 1);
            } else if (!isEnd) {
                return PlainJson.DOUBT;
            }
        }
        return (required & ~found) == 0 ? at + 1 : PlainJson.DOUBT;
    }

    private int afterArray(byte[] data, int start) {
        int at = PlainJson.afterBlanks(data, start);
        int count = 0;
        boolean isEnd = data[at] == ']';
        while (!isEnd) {
            at = items.isPresent() ? items.get().after(data, at) : PlainJson.afterValue(data, at);
            if (at < 0) {
                return PlainJson.DOUBT;
            }
            count++;
            at = PlainJson.afterBlanks(data, at);
            isEnd = data[at] == ']';
            if (data[at] == ',') {
                at = PlainJson.afterBlanks(data, at + 1);
            } else if (!isEnd) {
                return PlainJson.DOUBT;
            }
        }
        return count >= minItems && count <= maxItems ? at + 1 : PlainJson.DOUBT;
    }
}
