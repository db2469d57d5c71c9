package dev.connectorkit.runtime.sql.ddl;

import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.Namespace;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a driver's metadata say of a database, for dialects without queries of their own. */
final class JdbcMetaData {
    private final Dialect dialect;

    JdbcMetaData(Dialect dialect) {
        this.dialect = dialect;
    }

    Namespace namespace(Connection connection) throws SQLException {
        return new Namespace(orEmpty(connection.getCatalog()), orEmpty(connection.getSchema()));
    }

    boolean schemaExists(Connection connection, TableName table) throws SQLException {
        if (table.schema().isEmpty()) {
            return true;
        }
        try (ResultSet schemas = connection.getMetaData().getSchemas()) {
            while (schemas.next()) {
                if (table.schema().equals(schemas.getString("TABLE_SCHEM"))) {
                    return true;
                }
            }
            return false;
        }
    }

    Optional<ExistingTable> read(Connection connection, TableName table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Optional<String> kind = kind(metaData, table);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        try (ResultSet rows = metaData.getColumns(
                catalog(table), pattern(metaData, table.schema()), pattern(metaData, table.table()), null)) {
            while (rows.next()) {
                if (isOf(rows, table)) {
                    boolean notNull = rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                    Column column =
                            new Column(rows.getString("COLUMN_NAME"), dialect.existingType(typeName(rows)), notNull);
                    columns.add(column);
                    if (notNull && rows.getString("COLUMN_DEF") == null) {
                        needed.add(column.name());
                    }
                }
            }
        }
        Set<String> primaryKey = primaryKey(metaData, table);
        Set<Set<String>> uniqueKeys = uniqueKeys(metaData, table);
        if (!primaryKey.isEmpty()) {
            uniqueKeys.add(primaryKey);
        }
        return Optional.of(new ExistingTable(kind.get(), columns, needed, primaryKey, uniqueKeys));
    }

    private Optional<String> kind(DatabaseMetaData metaData, TableName table) throws SQLException {
        try (ResultSet tables = metaData.getTables(
                catalog(table), pattern(metaData, table.schema()), pattern(metaData, table.table()), null)) {
            while (tables.next()) {
                if (isOf(tables, table)) {
                    String type = String.valueOf(tables.getString("TABLE_TYPE"));
                    return Optional.of(type.endsWith("TABLE") ? "table" : type.toLowerCase(Locale.ROOT));
                }
            }
            return Optional.empty();
        }
    }

    private static Set<String> primaryKey(DatabaseMetaData metaData, TableName table) throws SQLException {
        Set<String> key = new HashSet<>();
        try (ResultSet rows = metaData.getPrimaryKeys(catalog(table), schema(table), table.table())) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        return key;
    }

    private static Set<Set<String>> uniqueKeys(DatabaseMetaData metaData, TableName table) throws SQLException {
        Map<String, Set<String>> keys = new HashMap<>();
        try (ResultSet rows = metaData.getIndexInfo(catalog(table), schema(table), table.table(), true, false)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                if (column != null && rows.getString("FILTER_CONDITION") == null) {
                    keys.computeIfAbsent(String.valueOf(rows.getString("INDEX_NAME")), any -> new HashSet<>())
                            .add(column);
                }
            }
        }
        return new HashSet<>(keys.values());
    }

    private static String typeName(ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME").replaceAll("\\(.*?\\)", "");
        return switch (column.getInt("DATA_TYPE")) {
            case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR ->
                "%s(%d)".formatted(name, column.getInt("COLUMN_SIZE"));
            case Types.DECIMAL, Types.NUMERIC ->
                "%s(%d,%d)".formatted(name, column.getInt("COLUMN_SIZE"), column.getInt("DECIMAL_DIGITS"));
            default -> name;
        };
    }

    /** Drivers differ in what they take for a wildcard, so each row is compared too. */
    private static boolean isOf(ResultSet row, TableName table) throws SQLException {
        return table.table().equals(row.getString("TABLE_NAME"))
                && table.schema().equals(orEmpty(row.getString("TABLE_SCHEM")));
    }

    private static @Nullable String catalog(TableName table) {
        return table.catalog().isEmpty() ? null : table.catalog();
    }

    private static @Nullable String schema(TableName table) {
        return table.schema().isEmpty() ? null : table.schema();
    }

    private static @Nullable String pattern(DatabaseMetaData metaData, String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        if (name.isEmpty()) {
            return null;
        }
        // not every driver reads a doubled escape as one (HSQLDB 2.7 does not), so any character may stand there
        return name.contains(escape)
                ? name.replace(escape, "_")
                : name.replace("_", escape + "_").replace("%", escape + "%");
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }
}
