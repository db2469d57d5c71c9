package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bytes;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** DuckDB, embedded: the setting {@code path} names the file. Names are compared without regard to case of ASCII letters. */
public class DuckDbDialect implements Dialect {
    /** A bare DECIMAL is DECIMAL(18,3) here, so one is made only where the scale is known. */
    private static final TypeTable TYPES = TypeTable.builder()
            .makes(new Bool(), "BOOLEAN")
            .makes(new Whole(8), "TINYINT")
            .makes(new Whole(16), "SMALLINT")
            .makes(new Whole(32), "INTEGER")
            .makes(new Whole(64), "BIGINT")
            .makes(new Whole(128), "HUGEINT")
            .makes(new Floating(32), "FLOAT")
            .makes(new Floating(64), "DOUBLE")
            .makesDecimals("DECIMAL", 38, 38)
            .makes(Text.UNBOUNDED, "VARCHAR")
            .makes(new Date(), "DATE")
            .makes(new Time(), "TIME")
            .makes(new DateTime(true), "TIMESTAMP WITH TIME ZONE")
            .reads("TIMESTAMP", new DateTime(false))
            .makes(new Uuid(), "UUID")
            .makes(new Json(false), "JSON")
            .makes(new Bytes(), "BLOB")
            .arrays("[]")
            // other names that people give types by
            .reads("INT", new Whole(32))
            .reads("TEXT", Text.UNBOUNDED)
            .reads("TIMESTAMPTZ", new DateTime(true))
            .build();

    /** Rows of a row group: a batch that fills one is compressed into the file at once, and is not written to the log. */
    private static final long ROW_GROUP = 122_880;

    /** DuckDB's threads spin while they wait for work, which takes time from the connector's own where they share a processor. */
    private static final int READING_THREADS = 1;

    /** A checkpoint compresses the last row group anew, so there are fewer than by default; a commit syncs the log either way. */
    private static final String WAL_BETWEEN_CHECKPOINTS = "64MiB";

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
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - READING_THREADS);
        return List.of(
                "SET TimeZone = 'UTC'",
                "SET threads = " + threads,
                "SET wal_autocheckpoint = '%s'".formatted(WAL_BETWEEN_CHECKPOINTS));
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
    public OptionalLong batchRows() {
        return OptionalLong.of(ROW_GROUP);
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
    public TypeTable types() {
        return TYPES;
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
