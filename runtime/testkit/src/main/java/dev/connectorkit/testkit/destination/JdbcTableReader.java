package dev.connectorkit.testkit.destination;

import dev.connectorkit.testkit.cases.ColumnKind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a result set with the types that its columns are declared with. */
final class JdbcTableReader {
    private final List<JdbcColumn> columns = new ArrayList<>();

    private record JdbcColumn(StoredColumn stored, int position, int type) {
        /** Asks for what a value of the kind is; where the kind is left to the driver, its choice loses nothing. */
        @Nullable
        Object read(ResultSet rows) throws SQLException {
            if (stored.kind().isEmpty()) {
                return rows.getObject(position);
            }
            return switch (stored.kind().get()) {
                case STRING -> rows.getString(position);
                case JSON -> type == Types.ARRAY ? array(rows.getArray(position)) : rows.getString(position);
                case DATE_TIME ->
                    hasOffset(type, stored.typeName())
                            ? rows.getObject(position, OffsetDateTime.class)
                            : rows.getObject(position, LocalDateTime.class);
                case DATE -> rows.getObject(position, LocalDate.class);
                case TIME -> rows.getObject(position, LocalTime.class);
                case INTEGER, NUMBER, BOOLEAN, SET -> rows.getObject(position);
            };
        }
    }

    private static @Nullable Object array(@Nullable Array array) throws SQLException {
        return array == null ? null : SqlArrays.tree(array);
    }

    JdbcTableReader(ResultSetMetaData metaData) throws SQLException {
        for (int position = 1; position <= metaData.getColumnCount(); position++) {
            int type = metaData.getColumnType(position);
            String typeName = metaData.getColumnTypeName(position);
            Optional<ColumnKind> kind = kind(type, typeName.toUpperCase(Locale.ROOT));
            StoredColumn column = new StoredColumn(metaData.getColumnLabel(position), typeName, kind);
            columns.add(new JdbcColumn(column, position, type));
        }
    }

    StoredTable read(ResultSet rows) throws SQLException {
        List<Map<String, @Nullable Object>> read = new ArrayList<>();
        while (rows.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (JdbcColumn column : columns) {
                row.put(column.stored().name(), column.read(rows));
            }
            read.add(row);
        }
        return new StoredTable(columns.stream().map(JdbcColumn::stored).toList(), read);
    }

    /** Names come first: drivers report JSON, HUGEINT and their like under whatever java.sql type is at hand. */
    private static Optional<ColumnKind> kind(int type, String typeName) {
        return switch (typeName) {
            case "JSON", "JSONB" -> Optional.of(ColumnKind.JSON);
            case "UUID" -> Optional.of(ColumnKind.STRING);
            case "HUGEINT", "UHUGEINT" -> Optional.of(ColumnKind.INTEGER);
            case "BOOL" -> Optional.of(ColumnKind.BOOLEAN);
            default -> kind(type);
        };
    }

    private static Optional<ColumnKind> kind(int type) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(ColumnKind.INTEGER);
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> Optional.of(ColumnKind.NUMBER);
            case Types.BOOLEAN -> Optional.of(ColumnKind.BOOLEAN);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Optional.of(ColumnKind.STRING);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(ColumnKind.DATE_TIME);
            case Types.ARRAY -> Optional.of(ColumnKind.JSON);
            case Types.DATE -> Optional.of(ColumnKind.DATE);
            case Types.TIME -> Optional.of(ColumnKind.TIME);
            default -> Optional.empty();
        };
    }

    /** PostgreSQL's driver reports a timestamptz as TIMESTAMP. */
    private static boolean hasOffset(int type, String typeName) {
        return type == Types.TIMESTAMP_WITH_TIMEZONE || typeName.equalsIgnoreCase("timestamptz");
    }
}
