package dev.connectorkit.runtime.mapping.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlScript;
import org.jspecify.annotations.Nullable;

/** Python's methods of lists and of dictionaries, and what comprehensions and slices become. */
final class ContainerMethods {
    /** Keeps the items for which the function is true. */
    static final String FILTER = "__filter";
    /** Gives the function's result for each item. */
    static final String MAP = "__map";
    /** Cuts out a part of a list or a string. */
    static final String SLICE = "__slice";

    static final Map<String, Operation> LISTS = Map.of(
            "index", (list, args) -> index((List<?>) list, args.require(1, 1).value(0)),
            "count",
                    (list, args) -> ((List<?>) list)
                            .stream()
                                    .filter(item -> Values.areEqual(
                                            item, args.require(1, 1).value(0)))
                                    .count());

    static final Map<String, Operation> MAPS = Map.of(
            "get", (map, args) -> get((Map<?, ?>) map, args.require(1, 2)),
            "keys", (map, args) -> new ArrayList<>(((Map<?, ?>) map).keySet()),
            "values", (map, args) -> new ArrayList<>(((Map<?, ?>) map).values()),
            "items", (map, args) -> items((Map<?, ?>) map));

    /** What the translator writes; it works on whatever can be gone through. */
    static final Map<String, Operation> ANY = Map.of(
            FILTER, (any, args) -> filter(Arguments.list("a comprehension", any), (JexlScript) args.value(0)),
            MAP, (any, args) -> map(Arguments.list("a comprehension", any), (JexlScript) args.value(0)),
            SLICE, (any, args) -> slice(any, args));

    private ContainerMethods() {}

    /** The item at the index, which counts from the end if it is negative. */
    static @Nullable Object item(List<?> list, Object index) {
        int at = new Arguments("an index", new Object[] {index}).integer(0, 0);
        int place = at < 0 ? at + list.size() : at;
        if (place < 0 || place >= list.size()) {
            throw new ExpressionFault("the list has no item %d, only %d items; write x[%d] if len(x) > %d else None"
                    .formatted(at, list.size(), at, at < 0 ? -at - 1 : at));
        }
        return list.get(place);
    }

    private static @Nullable Object get(Map<?, ?> map, Arguments arguments) {
        Object key = arguments.value(0);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (Values.areEqual(entry.getKey(), key)) {
                return entry.getValue();
            }
        }
        return arguments.count() > 1 ? arguments.value(1) : null;
    }

    private static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>();
        map.forEach((key, value) -> items.add(Arrays.asList(key, value)));
        return items;
    }

    private static long index(List<?> list, @Nullable Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (Values.areEqual(list.get(i), value)) {
                return i;
            }
        }
        throw new ExpressionFault("the list does not hold what index looks for");
    }

    private static List<?> filter(List<?> list, @Nullable JexlScript test) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : list) {
            if (Values.isTrue(call(test, item))) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<?> map(List<?> list, @Nullable JexlScript function) {
        List<@Nullable Object> results = new ArrayList<>();
        for (Object item : list) {
            results.add(call(function, item));
        }
        return results;
    }

    private static @Nullable Object call(@Nullable JexlScript function, @Nullable Object item) {
        return Objects.requireNonNull(function, "function").execute(JexlEngine.getThreadContext(), item);
    }

    private static Object slice(Object sequence, Arguments arguments) {
        if (sequence instanceof String text) {
            int length = TextMethods.length(text);
            int from = place(arguments.integer(0, 0), length);
            int to = Math.max(from, place(arguments.integer(1, length), length));
            return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        }
        if (sequence instanceof List<?> list) {
            int from = place(arguments.integer(0, 0), list.size());
            int to = Math.max(from, place(arguments.integer(1, list.size()), list.size()));
            return list.subList(from, to);
        }
        throw new ExpressionFault("a part is cut out of a string or a list, found %s".formatted(Values.kind(sequence)));
    }

    private static int place(int index, int length) {
        return Math.max(0, Math.min(length, index < 0 ? index + length : index));
    }
}
