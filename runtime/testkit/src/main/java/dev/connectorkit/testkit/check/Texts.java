package dev.connectorkit.testkit.check;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Values and rows as a report shows them: a text in quotes, a number without, so that 5 and "5" look different. */
final class Texts {
    private Texts() {}

    /** The columns in this order; those that the row does not have are null. */
    static String row(Map<String, Object> row, Collection<String> columns) {
        return columns.stream()
                .map(column -> column + ": " + (row.containsKey(column) ? value(row.get(column)) : "null"))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The row's own columns, those first that are named here. */
    static String whole(Map<String, Object> row, Collection<String> columns) {
        Set<String> ordered = new LinkedHashSet<>(columns);
        ordered.addAll(row.keySet());
        ordered.retainAll(row.keySet());
        return row(row, ordered);
    }

    static Map<String, Object> part(Map<String, Object> row, Collection<String> columns) {
        Map<String, Object> part = new LinkedHashMap<>();
        columns.stream().filter(row::containsKey).forEach(column -> part.put(column, row.get(column)));
        return part;
    }

    static String value(Object value) {
        return value instanceof String text ? TextNode.valueOf(text).toString() : value.toString();
    }
}
