package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One step from a table as it is to the table that a stream wants. Nothing is ever dropped or narrowed. */
public sealed interface SchemaChange {
    /** The statements that make the change, in order. */
    List<String> statements(Dialect dialect);

    /** The table as the change makes it. */
    ExistingTable applied(Optional<ExistingTable> before);

    record CreateTable(TableDefinition table) implements SchemaChange {
        public CreateTable {
            requireNonNull(table, "table");
        }

        @Override
        public List<String> statements(Dialect dialect) {
            return List.of(dialect.createTable(table));
        }

        @Override
        public ExistingTable applied(Optional<ExistingTable> before) {
            Set<String> key = Set.copyOf(table.primaryKey());
            return new ExistingTable("table", table.columns(), Set.of(), key, key.isEmpty() ? Set.of() : Set.of(key));
        }
    }

    /** The column is nullable, since there may be rows. */
    record AddColumn(TableName table, Column column) implements SchemaChange {
        public AddColumn {
            requireNonNull(table, "table");
            requireNonNull(column, "column");
        }

        @Override
        public List<String> statements(Dialect dialect) {
            return List.of(dialect.addColumn(table, column));
        }

        @Override
        public ExistingTable applied(Optional<ExistingTable> before) {
            List<Column> columns = new ArrayList<>(before.orElseThrow().columns());
            columns.add(column);
            return before.orElseThrow().withColumns(columns);
        }
    }

    /**
     * A column gets a type that holds all that the old one held.
     *
     * @param column as it is
     */
    record WidenColumn(TableName table, Column column, ColumnType type) implements SchemaChange {
        public WidenColumn {
            requireNonNull(table, "table");
            requireNonNull(column, "column");
            requireNonNull(type, "type");
        }

        @Override
        public List<String> statements(Dialect dialect) {
            return dialect.widenColumn(table, column, type);
        }

        @Override
        public ExistingTable applied(Optional<ExistingTable> before) {
            List<Column> columns = new ArrayList<>(before.orElseThrow().columns());
            columns.replaceAll(one -> one.equals(column) ? column.withType(type) : one);
            return before.orElseThrow().withColumns(columns);
        }
    }
}
