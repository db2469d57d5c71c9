package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bytes;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Any database with a JDBC driver, in standard SQL (SQL:2008): the settings {@code url}, {@code user} and {@code password}
 * say where. Tables are known by the driver's metadata; rows with keys go through an ordinary staging table beside theirs and
 * a MERGE. What a database spells differently a subclass overrides.
 */
public class AnsiDialect implements Dialect {
    /** Longest text that is kept as VARCHAR; many databases hold no more in a row. */
    private static final int MAX_VARCHAR = 4000;

    private static final TypeTable TYPES = standardTypes().build();

    @Override
    public String name() {
        return "ansi";
    }

    @Override
    public String label() {
        return "the database";
    }

    @Override
    public ConnectionParameters connection(Settings settings) {
        String url = settings.optionalString("url").orElse("");
        if (!url.startsWith("jdbc:")) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"url\" has to be a JDBC URL, such as jdbc:name:…; the driver's documentation has its form");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        settings.optionalString("user").ifPresent(user -> properties.put("user", user));
        settings.optionalSecret("password").ifPresent(password -> properties.put("password", password.reveal()));
        return new ConnectionParameters(url, properties, label() + " at " + withoutParameters(url));
    }

    /** What follows may be a password. */
    private static String withoutParameters(String url) {
        return url.split("[?;]", 2)[0].replaceAll("//[^/@]*@", "//");
    }

    @Override
    public List<String> sessionSetup() {
        return List.of();
    }

    @Override
    public int maxConnections() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public LoadPath loadPath() {
        return LoadPath.PREPARED_BATCH;
    }

    @Override
    public int maxColumns() {
        return Integer.MAX_VALUE; // the database says
    }

    /** SQL:2008, 5.4: 128 characters. */
    @Override
    public int maxIdentifierBytes() {
        return 128;
    }

    @Override
    public String foldCase(String identifier) {
        return identifier; // quoted names are kept as they are
    }

    @Override
    public TypeTable types() {
        return TYPES;
    }

    /** The standard's types by the names that are usual, to which a subclass adds those of its database. */
    protected static TypeTable.Builder standardTypes() {
        return TypeTable.builder()
                .makes(new Bool(), "BOOLEAN")
                .reads("TINYINT", new Whole(8))
                .makes(new Whole(16), "SMALLINT")
                .makes(new Whole(32), "INTEGER")
                .reads("INT", new Whole(32))
                .makes(new Whole(64), "BIGINT")
                .makes(new Floating(32), "REAL")
                .makes(new Floating(64), "DOUBLE PRECISION")
                .reads("DOUBLE", new Floating(64))
                .reads("FLOAT", new Floating(64))
                .makesDecimals("DECIMAL", 38, 38)
                .readsDecimals("NUMERIC", "NUMBER")
                .makes(Text.UNBOUNDED, "CLOB")
                .reads("CHARACTER LARGE OBJECT", Text.UNBOUNDED)
                .makesSizedText("VARCHAR")
                .readsSizedText("CHAR", "CHARACTER", "CHARACTER VARYING", "NCHAR", "NVARCHAR", "VARCHAR2", "NVARCHAR2")
                .longestSizedText(MAX_VARCHAR)
                .keyLength(255)
                .makes(new Date(), "DATE")
                .makes(new Time(), "TIME(6)")
                .reads("TIME", new Time())
                .makes(new DateTime(false), "TIMESTAMP(6)")
                .reads("TIMESTAMP", new DateTime(false))
                .reads("TIMESTAMP WITH TIME ZONE", new DateTime(true))
                .makes(new Bytes(), "BLOB")
                .reads("BINARY LARGE OBJECT", new Bytes())
                .makes(new Uuid(), "CHAR(36)")
                .reads("CHAR(36)", new Text(OptionalInt.of(36)));
    }

    @Override
    public boolean canWidenKeys() {
        return false;
    }

    @Override
    public Optional<String> namespaceQuery() {
        return Optional.empty();
    }

    @Override
    public Optional<String> schemaQuery() {
        return Optional.empty();
    }

    @Override
    public Optional<String> tableQuery() {
        return Optional.empty();
    }

    @Override
    public Optional<String> limitLockWait() {
        return Optional.empty();
    }

    /** Databases differ in this; where it does, nothing is lost by saying so. */
    @Override
    public boolean ddlCommits() {
        return true;
    }

    @Override
    public String quote(TableName table) {
        return table.schema().isEmpty() ? quote(table.table()) : quote(table.schema()) + "." + quote(table.table());
    }

    @Override
    public String createSchema(TableName table) {
        return "CREATE SCHEMA " + quote(table.schema());
    }

    @Override
    public String createTable(TableDefinition table) {
        return Dialect.super.createTable(table).replaceFirst(" IF NOT EXISTS", "");
    }

    @Override
    public String addColumn(TableName table, Column column) {
        return Dialect.super.addColumn(table, column).replaceFirst(" IF NOT EXISTS", "");
    }

    @Override
    public List<String> widenColumn(TableName table, Column column, ColumnType type) {
        String name = quote(column.name());
        String alter = "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s".formatted(quote(table), name, spell(type));
        return column.type() instanceof Bool
                ? List.of(alter, "UPDATE %s SET %s = LOWER(%s)".formatted(quote(table), name, name))
                : List.of(alter);
    }

    @Override
    public Optional<TableName> stagingOutsideTransaction(TableName table) {
        String name = Identifiers.fit(table.table(), "connectorkit_staging_" + table.table(), maxIdentifierBytes());
        return Optional.of(new TableName(table.catalog(), table.schema(), name));
    }

    @Override
    public String staging(String name, TableName table) {
        return stagingOutsideTransaction(table).map(this::quote).orElseGet(() -> quote(name));
    }

    @Override
    public String createStaging(StagedRows rows) {
        return "CREATE TABLE " + stagingDefinition(rows);
    }

    /** The staging table's name and the query that its columns are those of. */
    protected final String stagingDefinition(StagedRows rows) {
        return "%s AS (SELECT %s, CAST(0 AS BIGINT) AS %s%s FROM %s) WITH NO DATA"
                .formatted(
                        rows.staging(),
                        quoteAll(rows.columns()),
                        quote(rows.rowNumber()),
                        presenceColumn(rows),
                        quote(rows.table()));
    }

    @Override
    public String presenceColumn(StagedRows rows) {
        return rows.presence()
                .map(presence -> ", CAST('' AS VARCHAR(%d)) AS %s"
                        .formatted(rows.columns().size(), quote(presence)))
                .orElse("");
    }

    @Override
    public Optional<String> dropStaging(StagedRows rows) {
        return Optional.of("DROP TABLE " + rows.staging());
    }

    @Override
    public String winningRows(StagedRows rows) {
        return StandardText.winningRowsByNumber(this, rows);
    }

    @Override
    public Optional<String> upsert(StagedRows rows) {
        return Optional.of(StandardText.merge(this, rows, true, true));
    }

    @Override
    public Optional<String> updateExisting(StagedRows rows) {
        return rows.updated().isEmpty() ? Optional.empty() : Optional.of(StandardText.merge(this, rows, true, false));
    }

    @Override
    public Optional<String> lock(TableName table) {
        return Optional.empty();
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
}
