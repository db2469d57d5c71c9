package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that is there before the connector runs.
 *
 * @param stream  that is loaded into it
 * @param columns in order: name to the word of a {@link ColumnKind}, or {@link #BINARY}
 * @param key     its primary key; may be empty
 * @param rows    values as JSON has them
 */
public record PreparedTable(
        String stream, Map<String, String> columns, List<String> key, List<Map<String, Object>> rows) {
    /** A column of bytes, which no JSON value goes into. */
    public static final String BINARY = "binary";

    public PreparedTable {
        requireNonNull(stream, "stream");
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        key = List.copyOf(key);
        rows = List.copyOf(rows);
    }
}
