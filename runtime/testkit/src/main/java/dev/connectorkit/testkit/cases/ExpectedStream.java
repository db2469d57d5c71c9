package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the destination has to hold of a stream.
 *
 * @param key     columns by which a row is named in reports; may be empty
 * @param columns all of them, in order; if empty, columns are not looked at
 * @param rows    all of them, in any order, in the form of {@link ColumnKind#comparable}; a column that is null is left out
 * @param matter  how exactly the table has to be so
 */
public record ExpectedStream(
        String stream,
        List<String> key,
        Map<String, ColumnKind> columns,
        List<Map<String, Object>> rows,
        Matter matter) {
    /** What is let pass. */
    public enum Matter {
        /** The table holds these rows; where there are none, it need not be there. */
        ROWS,
        /** The table is there, be it without rows. */
        TABLE,
        /** There is no table at all. */
        NO_TABLE,
        /** The table holds these rows and no others; each may be there more than once. */
        REPEATABLE_ROWS
    }

    public ExpectedStream {
        requireNonNull(stream, "stream");
        key = List.copyOf(key);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        rows = List.copyOf(rows);
        requireNonNull(matter, "matter");
    }

    /** The same where properties go to columns of other names. */
    public ExpectedStream named(UnaryOperator<String> columnOf) {
        Map<String, ColumnKind> renamed = new LinkedHashMap<>();
        columns.forEach((name, kind) -> renamed.put(columnOf.apply(name), kind));
        List<Map<String, Object>> renamedRows = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> values = new LinkedHashMap<>();
            row.forEach((name, value) -> values.put(columnOf.apply(name), value));
            renamedRows.add(values);
        }
        return new ExpectedStream(stream, key.stream().map(columnOf).toList(), renamed, renamedRows, matter);
    }
}
