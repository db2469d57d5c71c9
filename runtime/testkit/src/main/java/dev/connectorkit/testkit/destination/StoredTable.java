package dev.connectorkit.testkit.destination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream as a destination holds it.
 *
 * @param columns in the destination's order
 * @param rows    in any order; by column name, as JSON nodes or as {@code java.sql} gives them: Boolean, numbers, String,
 *     LocalDate, LocalTime, LocalDateTime, OffsetDateTime. A column that a row does not have is null
 */
public record StoredTable(List<StoredColumn> columns, List<Map<String, @Nullable Object>> rows) {
    public StoredTable {
        columns = List.copyOf(columns);
        List<Map<String, @Nullable Object>> copies = new ArrayList<>();
        rows.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
        rows = Collections.unmodifiableList(copies);
    }

    /** A table whose columns are not declared anywhere: they are those that its rows have. */
    public static StoredTable undeclared(List<Map<String, @Nullable Object>> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        return new StoredTable(names.stream().map(StoredColumn::undeclared).toList(), rows);
    }
}
