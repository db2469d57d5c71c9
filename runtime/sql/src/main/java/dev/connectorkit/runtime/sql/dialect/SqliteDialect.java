package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bytes;
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
import java.util.OptionalLong;

/**
 * SQLite, embedded: the setting {@code path} names the file. There is one schema, {@code main}. A column's type is only a
 * preference (sqlite.org/datatype3.html): the names chosen here tell the kit what a column holds, and keep SQLite from
 * taking text for a number. Names are compared without regard to case of ASCII letters.
 */
public class SqliteDialect implements Dialect {
    /** Digits that a double gives back; SQLite has no decimals, and makes a double of what looks like one. */
    private static final int MAX_PRECISION = 15;

    private static final TypeTable TYPES = TypeTable.builder()
            .makes(new Bool(), "BOOLEAN")
            .makes(new Whole(64), "INTEGER")
            .makes(new Floating(64), "REAL")
            .makesDecimals("DECIMAL", MAX_PRECISION, MAX_PRECISION)
            .readsDecimals("NUMERIC")
            .reads("NUMERIC", new Floating(64))
            .reads("DECIMAL", new Floating(64))
            .reads("NUMBER", new Floating(64))
            .makes(Text.UNBOUNDED, "TEXT")
            .makes(new Date(), "DATE")
            .makes(new Time(), "TIME")
            .makes(new DateTime(true), "TIMESTAMP WITH TIME ZONE")
            .reads("TIMESTAMP", new DateTime(false))
            .reads("DATETIME", new DateTime(false))
            .makes(new Uuid(), "UUID")
            // of a column named JSON alone, SQLite would make numbers of what looks like some
            .makes(new Json(false), "JSON TEXT")
            .makes(new Bytes(), "BLOB")
            .build();

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public String label() {
        return "SQLite";
    }

    @Override
    public ConnectionParameters connection(Settings settings) {
        String path = settings.optionalString("path").orElse("");
        if (path.isEmpty()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "configuration: setting \"path\" has to name the SQLite file");
        }
        if (path.indexOf('?') >= 0 || path.startsWith(":")) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"path\": the driver takes a leading colon and what follows a question mark for options; name a file without them");
        }
        return new ConnectionParameters(
                "jdbc:sqlite:" + path,
                // a transaction that reads first and writes then could not be continued if another process wrote in
                // between
                Map.of("transaction_mode", "IMMEDIATE", "busy_timeout", "10000"),
                "SQLite file " + path);
    }

    @Override
    public List<String> withoutEffect(Settings settings) {
        return settings.optionalString("default_target_schema")
                .filter(schema -> !schema.isBlank() && !schema.equals("main"))
                .map(schema -> List.of("default_target_schema: an SQLite file has no schemas"))
                .orElse(List.of());
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public List<String> sessionSetup() {
        return List.of("PRAGMA temp_store = MEMORY");
    }

    /** A file has one writer at a time. */
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
        return LoadPath.PREPARED_BATCH;
    }

    /** A commit waits for the disk as long for ten rows as for many. */
    @Override
    public OptionalLong batchRows() {
        return OptionalLong.of(100_000);
    }

    /** SQLITE_MAX_COLUMN as it is built everywhere (sqlite.org/limits.html). */
    @Override
    public int maxColumns() {
        return 2000;
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
    public TypeTable types() {
        return TYPES;
    }

    /** A decimal whose digits nobody limits may have more than a double keeps. */
    @Override
    public ColumnType typeOf(ValueType type) {
        boolean isUnlimited = type instanceof NumberType number
                && number.scale().isPresent()
                && number.precision().isEmpty();
        return isUnlimited ? Text.UNBOUNDED : Dialect.super.typeOf(type);
    }

    /** By the names that this dialect and others give, then by SQLite's own rules of affinity (datatype3.html, 3.1). */
    @Override
    public ColumnType existingType(String databaseType) {
        ColumnType type = TYPES.find(databaseType)
                .orElseGet(() -> byAffinity(databaseType.toUpperCase(Locale.ROOT), databaseType));
        boolean isDouble =
                type instanceof Decimal decimal && decimal.precision().getAsInt() > MAX_PRECISION;
        return isDouble ? new Floating(64) : type;
    }

    private static ColumnType byAffinity(String type, String databaseType) {
        if (type.contains("INT")) {
            return new Whole(64);
        }
        if (type.isEmpty() || type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return Text.UNBOUNDED;
        }
        boolean isReal = type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB");
        return isReal ? new Floating(64) : new Other(databaseType);
    }

    /** A view's text, and that of a foreign key, is only known to name the table. */
    @Override
    public Optional<String> dependentsQuery() {
        return Optional.of("""
                SELECT 0 FROM main.sqlite_schema AS s
                WHERE ?1 = '' AND ?2 = 'main' AND s.sql IS NOT NULL AND (
                    (s.type IN ('index', 'trigger') AND lower(s.tbl_name) = lower(?3))
                    OR (s.type IN ('view', 'trigger') AND instr(lower(s.sql), lower(?3)) > 0)
                    OR (s.type = 'table' AND EXISTS (
                        SELECT 1 FROM pragma_foreign_key_list(s.name) AS f
                        WHERE lower(f."table") = lower(?3) OR lower(s.name) = lower(?3))))""");
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
        return Optional.of("SELECT '', 'main'");
    }

    @Override
    public Optional<String> schemaQuery() {
        return Optional.of("SELECT 1 WHERE ?1 = '' AND ?2 = 'main'");
    }

    @Override
    public Optional<String> tableQuery() {
        return Optional.of("""
                SELECT c.name, c.type, c."notnull" OR c.pk > 0,
                    NOT c."notnull" OR c.dflt_value IS NOT NULL OR (c.pk > 0 AND c.type = 'INTEGER' COLLATE NOCASE),
                    (SELECT group_concat(k, ' ') FROM (
                        SELECT 'p' AS k WHERE c.pk > 0
                        UNION ALL
                        SELECT 'u' || i.seq
                            FROM pragma_index_list(?3, ?2) AS i JOIN pragma_index_info(i.name, ?2) AS x
                            WHERE i."unique" AND NOT i.partial AND i.origin <> 'pk' AND x.name = c.name
                                AND NOT EXISTS (SELECT 1 FROM pragma_index_info(i.name, ?2) AS e WHERE e.name IS NULL))),
                    (SELECT CASE WHEN s.sql LIKE 'CREATE VIRTUAL%' THEN 'virtual table' ELSE s.type END
                        FROM main.sqlite_schema AS s
                        WHERE s.name = ?3 COLLATE NOCASE AND s.type IN ('table', 'view'))
                FROM pragma_table_info(?3, ?2) AS c
                WHERE ?1 = ''
                ORDER BY c.cid""");
    }

    @Override
    public Optional<String> limitLockWait() {
        return Optional.empty();
    }

    @Override
    public String addColumn(TableName table, Column column) {
        return "ALTER TABLE %s ADD COLUMN %s %s".formatted(quote(table), quote(column.name()), spell(column.type()));
    }

    /** By a column beside it: the type of one cannot be altered (sqlite.org/lang_altertable.html). */
    @Override
    public List<String> widenColumn(TableName table, Column column, ColumnType type) {
        String wide = quote(column.name() + "__wide");
        String alter = "ALTER TABLE " + quote(table);
        return List.of(
                "%s ADD COLUMN %s %s".formatted(alter, wide, spell(type)),
                "UPDATE %s SET %s = %s".formatted(quote(table), wide, converted(column, type)),
                "%s DROP COLUMN %s".formatted(alter, quote(column.name())),
                "%s RENAME COLUMN %s TO %s".formatted(alter, wide, quote(column.name())));
    }

    @Override
    public String converted(Column column, ColumnType type) {
        String value = quote(column.name());
        boolean isBool = column.type() instanceof Bool;
        if (isBool) {
            value = "CASE WHEN %s THEN 'true' WHEN NOT %s THEN 'false' END".formatted(value, value);
        }
        if (type instanceof DateTime dateTime && column.type() instanceof Date) {
            return "%s || ' 00:00:00%s'".formatted(value, dateTime.zoned() ? "+00:00" : "");
        }
        if (type instanceof Json) {
            return isBool || column.type() instanceof Whole || column.type() instanceof Floating
                    ? "CAST(%s AS TEXT)".formatted(value)
                    : "json_quote(%s)".formatted(value);
        }
        return type instanceof Text ? "CAST(%s AS TEXT)".formatted(value) : value;
    }

    @Override
    public String staging(String name, TableName table) {
        return "temp." + quote(name);
    }

    @Override
    public String createStaging(StagedRows rows) {
        return "CREATE TEMPORARY TABLE %s AS SELECT %s, 0 AS %s%s FROM %s LIMIT 0"
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
        return StandardText.winningRows(this, rows);
    }

    @Override
    public Optional<String> lock(TableName table) {
        return Optional.empty();
    }

    @Override
    public RunLocking runLocking() {
        return RunLocking.BY_PROCESS;
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

    @Override
    public Optional<String> beginText() {
        return Optional.empty();
    }

    @Override
    public String now() {
        return "strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')";
    }
}
