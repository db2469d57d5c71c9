package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table as a stream wants it.
 *
 * @param columns    in the order of the stream's properties
 * @param primaryKey names of the columns that identify a row; empty where rows are appended only
 */
public record TableDefinition(TableName name, List<Column> columns, List<String> primaryKey) {
    public TableDefinition {
        requireNonNull(name, "name");
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    public TableDefinition withName(TableName other) {
        return new TableDefinition(other, columns, primaryKey);
    }
}
