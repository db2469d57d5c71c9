package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.util.List;

/**
 * A table that is ready for a stream's rows.
 *
 * @param columns      as the database has them, in the order of the stream's properties that go into them
 * @param positions    of those properties among all of the stream's; for each column one
 * @param keys         names of those that identify a row; empty where rows are appended
 * @param hasUniqueKey whether the database itself keeps the keys apart
 * @param isExact      whether the table has these columns and no others, in this order
 */
public record LoadedTable(
        TableName name,
        List<Column> columns,
        List<Integer> positions,
        List<String> keys,
        boolean hasUniqueKey,
        boolean isExact) {
    public LoadedTable {
        requireNonNull(name, "name");
        columns = List.copyOf(columns);
        positions = List.copyOf(positions);
        keys = List.copyOf(keys);
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
