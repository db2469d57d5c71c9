package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Other;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB, embedded: the setting {@code path} names the file. Names are compared without regard to case of ASCII letters. */
public class DuckDbDialect implements Dialect {
    private static final int MAX_PRECISION = 38;
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public String label() {
        return "DuckDB";
    }

    @Override
    public ConnectionParameters connection(Settings settings) {
        String path = settings.optionalString("path").orElse("");
        if (path.isEmpty()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "configuration: setting \"path\" has to name the DuckDB file");
        }
        if (path.indexOf(';') >= 0) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"path\": the driver takes what follows a semicolon for options; name a file without one");
        }
        return new ConnectionParameters("jdbc:duckdb:" + path, Map.of(), "DuckDB file " + path);
    }

    @Override
    public List<String> sessionSetup() {
        return List.of("SET TimeZone = 'UTC'");
    }

    /** Transactions of one process would conflict, and one connection keeps the machine busy. */
    @Override
    public int maxConnections() {
        return 1;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public LoadPath loadPath() {
        return LoadPath.DUCKDB_APPENDER;
    }

    @Override
    public int maxColumns() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int maxIdentifierBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String foldCase(String identifier) {
        return Identifiers.lowerAscii(identifier);
    }

    @Override
    public ColumnType typeOf(ValueType type) {
        if (type instanceof IntegerType integer) {
            int bits = NumberTypes.bits(integer);
            return bits > 128 ? Text.UNBOUNDED : new Whole(bits > 64 ? 128 : bits);
        }
        if (type instanceof NumberType number) {
            return number(number);
        }
        if (type instanceof ValueType.BooleanType) {
            return new Bool();
        }
        if (type instanceof ValueType.DateTimeType) {
            return new DateTime(true);
        }
        if (type instanceof ValueType.DateType) {
            return new Date();
        }
        if (type instanceof ValueType.TimeType) {
            return new Time();
        }
        if (type instanceof ValueType.UuidType) {
            return new Uuid();
        }
        return type instanceof ValueType.JsonType ? new Json(false) : Text.UNBOUNDED;
    }

    /** A bare DECIMAL is DECIMAL(18,3) here, so one is made only where the scale is known. */
    private static ColumnType number(NumberType number) {
        if (number.scale().isEmpty()) {
            return new Floating(64);
        }
        int scale = number.scale().getAsInt();
        int precision = number.precision().orElse(MAX_PRECISION);
        return precision <= MAX_PRECISION && scale <= precision && precision > 0
                ? Decimal.of(precision, scale)
                : Text.UNBOUNDED;
    }

    @Override
    public ColumnType existingType(String databaseType) {
        String type = databaseType.toUpperCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return Decimal.of(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (type) {
            case "BOOLEAN" -> new Bool();
            case "TINYINT" -> new Whole(8);
            case "SMALLINT" -> new Whole(16);
            case "INTEGER" -> new Whole(32);
            case "BIGINT" -> new Whole(64);
            case "HUGEINT" -> new Whole(128);
            case "FLOAT" -> new Floating(32);
            case "DOUBLE" -> new Floating(64);
            case "VARCHAR" -> Text.UNBOUNDED;
            case "DATE" -> new Date();
            case "TIME" -> new Time();
            case "TIMESTAMP" -> new DateTime(false);
            case "TIMESTAMP WITH TIME ZONE" -> new DateTime(true);
            case "UUID" -> new Uuid();
            case "JSON" -> new Json(false);
            default -> new Other(databaseType);
        };
    }

    @Override
    public String spell(ColumnType type) {
        if (type instanceof Whole whole) {
            return switch (whole.bits()) {
                case 8 -> "TINYINT";
                case 16 -> "SMALLINT";
                case 32 -> "INTEGER";
                case 64 -> "BIGINT";
                default -> "HUGEINT";
            };
        }
        if (type instanceof Decimal decimal) {
            return "DECIMAL(%d,%d)"
                    .formatted(decimal.precision().getAsInt(), decimal.scale().getAsInt());
        }
        if (type instanceof Floating floating) {
            return floating.bits() == 32 ? "FLOAT" : "DOUBLE";
        }
        if (type instanceof DateTime dateTime) {
            return dateTime.zoned() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
        }
        if (type instanceof Bool) {
            return "BOOLEAN";
        }
        if (type instanceof Text) {
            return "VARCHAR";
        }
        if (type instanceof Date) {
            return "DATE";
        }
        if (type instanceof Time) {
            return "TIME";
        }
        if (type instanceof Uuid) {
            return "UUID";
        }
        if (type instanceof Json) {
            return "JSON";
        }
        throw new IllegalArgumentException("DuckDB columns are not made of " + type);
    }

    @Override
    public Optional<ColumnType> commonNumber(ColumnType one, ColumnType other) {
        return NumberTypes.commonDecimal(one, other, MAX_PRECISION);
    }

    @Override
    public boolean rebuildsTables() {
        return true;
    }

    @Override
    public boolean canWidenKeys() {
        return false;
    }

    @Override
    public Optional<String> namespaceQuery() {
        return Optional.of("SELECT current_database(), current_schema()");
    }

    @Override
    public Optional<String> schemaQuery() {
        return Optional.of("SELECT 1 FROM duckdb_schemas() WHERE database_name = ? AND lower(schema_name) = lower(?)");
    }

    @Override
    public Optional<String> tableQuery() {
        return Optional.of("""
                SELECT c.column_name, c.data_type, NOT c.is_nullable, c.is_nullable OR c.column_default IS NOT NULL,
                    (SELECT string_agg(CASE k.constraint_type WHEN 'PRIMARY KEY' THEN 'p' ELSE 'u' END || k.constraint_index, ' ')
                        FROM duckdb_constraints() k
                        WHERE k.table_oid = c.table_oid AND k.database_oid = c.database_oid
                            AND k.constraint_type IN ('PRIMARY KEY', 'UNIQUE')
                            AND list_contains(k.constraint_column_names, c.column_name)),
                    CASE WHEN EXISTS (SELECT 1 FROM duckdb_tables() t
                        WHERE t.table_oid = c.table_oid AND t.database_oid = c.database_oid
                            AND t.table_name = c.table_name) THEN 'table' ELSE 'view' END
                FROM duckdb_columns() c
                WHERE c.database_name = ? AND lower(c.schema_name) = lower(?) AND lower(c.table_name) = lower(?)
                ORDER BY c.column_index""");
    }

    @Override
    public Optional<String> limitLockWait() {
        return Optional.empty();
    }

    @Override
    public String staging(String name, TableName table) {
        return "temp.main." + quote(name);
    }

    @Override
    public String createStaging(StagedRows rows) {
        return "CREATE OR REPLACE TEMP TABLE %s AS SELECT %s, 0::BIGINT AS %s%s FROM %s LIMIT 0"
                .formatted(
                        rows.staging(),
                        quoteAll(rows.columns()),
                        quote(rows.rowNumber()),
                        presenceColumn(rows),
                        quote(rows.table()));
    }

    @Override
    public Optional<String> dropStaging(StagedRows rows) {
        return Optional.of("DROP TABLE " + rows.staging());
    }

    @Override
    public String winningRows(StagedRows rows) {
        return "SELECT * FROM %s QUALIFY row_number() OVER (PARTITION BY %s ORDER BY %s%s) = 1"
                .formatted(
                        rows.staging(),
                        quoteAll(rows.keys()),
                        quote(rows.rowNumber()),
                        rows.firstWins() ? "" : " DESC");
    }

    /** Views find their tables by name, so they outlive a table's replacement. */
    @Override
    public Optional<String> dependentsQuery() {
        return Optional.of("""
                SELECT false FROM duckdb_tables() t
                WHERE t.database_name = ? AND lower(t.schema_name) = lower(?) AND lower(t.table_name) = lower(?) AND (
                    EXISTS (SELECT 1 FROM duckdb_indexes() i WHERE i.table_oid = t.table_oid AND i.database_oid = t.database_oid)
                    OR EXISTS (SELECT 1 FROM duckdb_constraints() k WHERE k.constraint_type = 'FOREIGN KEY'
                        AND k.database_oid = t.database_oid
                        AND (k.table_oid = t.table_oid OR lower(k.referenced_table) = lower(t.table_name)))
                    OR t.comment IS NOT NULL)""");
    }

    @Override
    public Optional<String> lock(TableName table) {
        return Optional.empty();
    }

    @Override
    public RunLocking runLocking() {
        return RunLocking.BY_DATABASE;
    }

    @Override
    public boolean isInProcess(ConnectionParameters parameters) {
        return true;
    }

    @Override
    public Optional<String> transactionIdQuery() {
        return Optional.empty();
    }

    @Override
    public Optional<String> transactionStatusQuery() {
        return Optional.empty();
    }

    /**
     * An appender that is the first operation after {@code setAutoCommit(false)} commits on its own; after BEGIN as text it
     * rolls back as it should (seen with duckdb_jdbc 2.0.0.1).
     */
    @Override
    public Optional<String> beginText() {
        return Optional.of("BEGIN TRANSACTION");
    }

    /** With the database, since a schema may have the same name. */
    @Override
    public String quote(TableName table) {
        return quote(table.catalog()) + "." + quote(table.schema()) + "." + quote(table.table());
    }

    @Override
    public String createSchema(TableName table) {
        return "CREATE SCHEMA IF NOT EXISTS " + quote(table.catalog()) + "." + quote(table.schema());
    }

    @Override
    public String converted(Column column, ColumnType type) {
        return type instanceof Json ? "to_json(" + quote(column.name()) + ")" : Dialect.super.converted(column, type);
    }
}
