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

    /** The primary key, of which there is one, becomes another. */
    record ChangeKey(TableName table, List<String> key) implements SchemaChange {
        public ChangeKey {
            requireNonNull(table, "table");
            key = List.copyOf(key);
        }

        @Override
        public List<String> statements(Dialect dialect) {
            return dialect.changeKey(table, key);
        }

        @Override
        public ExistingTable applied(Optional<ExistingTable> before) {
            return before.orElseThrow().withKey(Set.copyOf(key));
        }
    }

    /**
     * A new table with all rows takes the old one's place, for what the database cannot alter.
     *
     * @param columns as they are, in the order of those of {@code after} that they become
     */
    record RebuildTable(List<Column> columns, TableDefinition after) implements SchemaChange {
        private static final String SUFFIX = "__rebuilt";

        public RebuildTable {
            columns = List.copyOf(columns);
            requireNonNull(after, "after");
        }

        @Override
        public List<String> statements(Dialect dialect) {
            TableName table = after.name();
            TableName beside = new TableName(table.catalog(), table.schema(), table.table() + SUFFIX);
            List<String> names = columns.stream().map(Column::name).toList();
            List<String> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                ColumnType type = after.columns().get(i).type();
                values.add(column.type().equals(type) ? dialect.quote(column.name()) : dialect.converted(column, type));
            }
            return List.of(
                    dialect.createTable(after.withName(beside)),
                    "INSERT INTO %s (%s) SELECT %s FROM %s"
                            .formatted(
                                    dialect.quote(beside),
                                    dialect.quoteAll(names),
                                    String.join(", ", values),
                                    dialect.quote(table)),
                    "DROP TABLE " + dialect.quote(table),
                    dialect.renameTable(beside, table));
        }

        @Override
        public ExistingTable applied(Optional<ExistingTable> before) {
            return new CreateTable(after).applied(Optional.empty());
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
