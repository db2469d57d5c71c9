package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Rows in a staging table on their way into a table.
 *
 * @param staging   the staging table's full name, quoted
 * @param table     where the rows go
 * @param columns   unquoted
 * @param keys      the columns among them that identify a row
 * @param rowNumber a column of the staging table that numbers the rows as they came
 * @param presence  a text column of the staging table with a digit for each of the columns, {@code 0} where the record did
 *                  not have the property: such a column keeps what the table has; empty where it is cleared
 * @param deletion  the column that is not null in a row which deletes the one of its key
 * @param firstWins whether of rows with the same key the first stays, one in the table before all; else the last wins
 */
public record StagedRows(
        String staging,
        TableName table,
        List<String> columns,
        List<String> keys,
        String rowNumber,
        Optional<String> presence,
        Optional<String> deletion,
        boolean firstWins) {
    public StagedRows {
        requireNonNull(staging, "staging");
        requireNonNull(table, "table");
        requireNonNull(rowNumber, "rowNumber");
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        requireNonNull(presence, "presence");
        requireNonNull(deletion, "deletion");
    }

    /** Columns that are updated where the table has the key already. */
    public List<String> updated() {
        return firstWins
                ? List.of()
                : columns.stream().filter(column -> !keys.contains(column)).toList();
    }
}
