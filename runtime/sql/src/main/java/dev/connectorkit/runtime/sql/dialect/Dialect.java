package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How a database spells things, and what it can do. Answers in text, holds nothing, never connects; safe for threads. Found by
 * {@code ServiceLoader} under its {@link #name()}, or by the name of its class. Names that come in are unquoted, and are quoted
 * here. The author of one begins with {@link AnsiDialect}, or with the dialect of a database that is much like theirs.
 */
public interface Dialect {
    /** What a descriptor calls it, such as {@code duckdb}. */
    String name();

    /** The database's name for people. */
    String label();

    /**
     * Where and how to connect.
     *
     * @throws dev.connectorkit.runtime.error.SettingsException if the settings do not say, or ask for what is not there; the
     *     message names all of them
     */
    ConnectionParameters connection(Settings settings);

    /** Settings that are taken and have no effect, each with the reason, as far as they are set to something that would. */
    default List<String> withoutEffect(Settings settings) {
        return List.of();
    }

    /** Statements that a new connection is readied with, so that nothing depends on its user's preferences. */
    List<String> sessionSetup();

    /** Connections that a process may have at most. */
    int maxConnections();

    /** Connections that load one table faster together than one alone. */
    int writers();

    LoadPath loadPath();

    /** Rows that fill a batch where the settings do not say; empty where larger batches are no faster than the engine's. */
    default OptionalLong batchRows() {
        return OptionalLong.empty();
    }

    /** How a prepared INSERT spells a column's value, which is bound as text unless it is a number or a boolean. */
    default String parameter(ColumnType type) {
        return "?";
    }

    /** Whether a database has schemas; where it has none, all tables are in the one that a connection is in. */
    default boolean hasSchemas() {
        return true;
    }

    /** Columns that a table may have. */
    int maxColumns();

    /** Bytes of UTF-8 that an identifier may have. */
    int maxIdentifierBytes();

    /** Whether an identifier may have characters past U+FFFF, such as emoji. */
    default boolean hasSupplementaryNames() {
        return true;
    }

    /** The identifier in the case that the database compares it in. */
    String foldCase(String identifier);

    /** The types of columns that it has. What follows from them is overridden only where the database is odd. */
    TypeTable types();

    /** The type for a property's new column; it loses no value, or the loader says so for the value. */
    default ColumnType typeOf(ValueType type) {
        return types().typeOf(type);
    }

    /** The type for a property that is a key, given what it would be otherwise; no key is of unlimited length everywhere. */
    default ColumnType keyType(ColumnType type) {
        return types().keyType(type);
    }

    /** What a column of an existing table can hold, by the type's name as {@link #tableQuery()} gives it. */
    default ColumnType existingType(String databaseType) {
        return types().find(databaseType).orElseGet(() -> new ColumnType.Other(databaseType));
    }

    /** The type that somebody names for a new column, if columns can be made of it. */
    default Optional<ColumnType> namedType(String name) {
        return types().findMakeable(name);
    }

    /** How a new or widened column's type is written. */
    default String spell(ColumnType type) {
        return types().spell(type);
    }

    /** The type for messages. */
    default String describe(ColumnType type) {
        return type instanceof ColumnType.Other other ? other.spelling() : types().spell(type);
    }

    /** The smallest type of the database that holds whole and decimal numbers of both types, if it has one. */
    default Optional<ColumnType> commonNumber(ColumnType one, ColumnType other) {
        return types().commonNumber(one, other);
    }

    /**
     * Whether a change that no ALTER makes (another key, another type for one) can be made by a new table that is filled, put in
     * the old one's place, and rolled back with the transaction.
     */
    default boolean rebuildsTables() {
        return false;
    }

    /** Gives a table that has a primary key another one; empty where no ALTER does. */
    default List<String> changeKey(TableName table, List<String> key) {
        return List.of();
    }

    /**
     * Whether a column of times or date-times gets more digits of a second by an ALTER that keeps all else of it, its default
     * among that; otherwise a value with more digits than the column keeps is refused when it comes.
     */
    default boolean widensFractions() {
        return false;
    }

    /** Whether the type of a column can be changed that is part of a key. */
    boolean canWidenKeys();

    /** One row: the connection's database and schema. Empty where the driver says. */
    Optional<String> namespaceQuery();

    /** A row if the schema exists; parameters: database, schema. Empty where the driver says. */
    Optional<String> schemaQuery();

    /**
     * A row a column, in order, or none if there is no such table; parameters: database, schema, table. Columns:
     * <ol>
     *   <li>the column's name
     *   <li>its type's name
     *   <li>whether it is NOT NULL (boolean)
     *   <li>whether a row can do without a value for it (boolean)
     *   <li>the unique keys that it is part of, as names separated by blanks; the primary key's begins with {@code p}
     *   <li>{@code table}, or what it is instead
     * </ol>
     * Empty where the driver's metadata say all this; a type's name has its length or its digits in parentheses then.
     */
    Optional<String> tableQuery();

    /** Limits how long the transaction's DDL waits for others. */
    Optional<String> limitLockWait();

    /** Makes the table that rows with keys are staged in: empty, with the columns' types, gone by the end of the transaction. */
    String createStaging(StagedRows rows);

    /** Takes the staging table away, where the end of the transaction does not. */
    Optional<String> dropStaging(StagedRows rows);

    /** The full name, quoted, of the temporary table that rows for a table are staged in. */
    String staging(String name, TableName table);

    /**
     * The staging table, where it is an ordinary one or the making of it would end the transaction: it is made before the
     * transaction then, and dropped after it. One that a process left behind when it was killed is dropped first.
     */
    default Optional<TableName> stagingOutsideTransaction(TableName table) {
        return Optional.empty();
    }

    /** Whether DDL commits the transaction that is open, so that it can be no part of one. */
    default boolean ddlCommits() {
        return false;
    }

    /** Whether the database has window functions (SQL:2003), which {@code upsert_missing: keep} takes. */
    default boolean hasWindowFunctions() {
        return true;
    }

    /** The one staged row of each key that wins. */
    String winningRows(StagedRows rows);

    /** The rows that are to be in the table: of each staged key the winning one, or what its rows add up to, unless it deletes. */
    default String writtenRows(StagedRows rows) {
        String written = rows.presence()
                .map(presence -> StandardText.completedRows(this, rows, presence))
                .orElseGet(() -> winningRows(rows));
        return rows.deletion()
                .map(deletion ->
                        "SELECT * FROM (%s) AS written WHERE NOT EXISTS (SELECT 1 FROM (%s) AS gone WHERE gone.%s IS NOT NULL AND %s)"
                                .formatted(
                                        written,
                                        winningRows(rows),
                                        quote(deletion),
                                        StandardText.sameKey(this, rows, "written", "gone")))
                .orElse(written);
    }

    /** Deletes the rows whose key's winning row says so. */
    default Optional<String> deleteRows(StagedRows rows) {
        return rows.deletion()
                .map(deletion ->
                        "DELETE FROM %s WHERE EXISTS (SELECT 1 FROM (%s) AS gone WHERE gone.%s IS NOT NULL AND %s)"
                                .formatted(
                                        quote(rows.table()),
                                        winningRows(rows),
                                        quote(deletion),
                                        StandardText.sameKey(this, rows, quote(rows.table()), "gone")));
    }

    /** The staging table's column for the mask of {@link StagedRows#presence()}, as a select list goes on with it. */
    default String presenceColumn(StagedRows rows) {
        return rows.presence()
                .map(presence -> ", CAST('' AS TEXT) AS " + quote(presence))
                .orElse("");
    }

    /** Keeps others from writing to a table for the rest of the transaction. */
    Optional<String> lock(TableName table);

    /**
     * Takes a lock by name that the connection holds until it is closed; parameter: the name. One row, one column: whether the
     * lock was to be had before a wait ran out, if that is no error of the database. Empty where there are no such locks.
     */
    default Optional<String> sessionLock() {
        return Optional.empty();
    }

    /** What keeps two live runs apart. */
    default RunLocking runLocking() {
        return sessionLock().isPresent() ? RunLocking.BY_SESSION : RunLocking.NOT_AT_ALL;
    }

    /**
     * Whether the database is a part of the process: a COMMIT is answered or dies with it then, and is never in doubt.
     *
     * @param parameters what {@link #connection} has made of the settings
     */
    default boolean isInProcess(ConnectionParameters parameters) {
        return false;
    }

    /** One row, one column: the transaction's id as text, to be asked about if its commit is in doubt. */
    Optional<String> transactionIdQuery();

    /** One row, one column: {@code committed}, {@code aborted}, or anything else where that is not known; parameter: the id. */
    Optional<String> transactionStatusQuery();

    /** The statement that begins a transaction, where it has to be text; the driver's own way otherwise. */
    Optional<String> beginText();

    default String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    default String quoteAll(List<String> identifiers) {
        return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
    }

    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.table());
    }

    default String createSchema(TableName table) {
        return "CREATE SCHEMA IF NOT EXISTS " + quote(table.schema());
    }

    /** Of a schema without tables. */
    default String dropSchema(TableName table) {
        return "DROP SCHEMA " + quote(table.schema());
    }

    default String createTable(TableDefinition table) {
        String columns = table.columns().stream().map(this::definition).collect(Collectors.joining(", "));
        String key = table.primaryKey().isEmpty() ? "" : ", PRIMARY KEY (" + quoteAll(table.primaryKey()) + ")";
        return "CREATE TABLE IF NOT EXISTS %s (%s%s)".formatted(quote(table.name()), columns, key);
    }

    /**
     * A row if something hangs on the table that would be lost with it: a view, a foreign key, a grant, a trigger, an index
     * beside the key; its one column says whether the table can be truncated, in a way that is rolled back with the
     * transaction. Parameters: database, schema, table. Empty where that is not known, or where dropping and renaming tables
     * is not rolled back: then a table is never replaced by another, only its rows.
     */
    default Optional<String> dependentsQuery() {
        return Optional.empty();
    }

    /** Gives a table another name in its schema. */
    default String renameTable(TableName table, TableName other) {
        return "ALTER TABLE %s RENAME TO %s".formatted(quote(table), quote(other.table()));
    }

    default String addColumn(TableName table, Column column) {
        return "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s".formatted(quote(table), definition(column));
    }

    /** Gives a column a wider type and keeps what it holds. */
    default List<String> widenColumn(TableName table, Column column, ColumnType type) {
        return List.of("ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s"
                .formatted(quote(table), quote(column.name()), spell(type), converted(column, type)));
    }

    /** The column's value as one of the type. */
    default String converted(Column column, ColumnType type) {
        return "CAST(%s AS %s)".formatted(quote(column.name()), spell(type));
    }

    /** Inserts all staged rows. */
    default String insertAll(StagedRows rows) {
        String columns = quoteAll(rows.columns());
        return "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(quote(rows.table()), columns, columns, rows.staging());
    }

    /**
     * Inserts the winning row of each key, and updates where the table has the key; needs a unique key on those columns. The
     * statement's count is that of the rows. None where the database has no such statement: the rows are updated and inserted
     * by two then.
     */
    default Optional<String> upsert(StagedRows rows) {
        String columns = quoteAll(rows.columns());
        // without a WHERE, SQLite takes ON for a join's (sqlite.org/lang_upsert.html, Parsing Ambiguity)
        return Optional.of("INSERT INTO %s (%s) SELECT %s FROM (%s) AS winning WHERE true ON CONFLICT (%s) DO %s"
                .formatted(
                        quote(rows.table()),
                        columns,
                        columns,
                        writtenRows(rows),
                        quoteAll(rows.keys()),
                        rows.updated().isEmpty()
                                ? "NOTHING"
                                : "UPDATE SET "
                                        + StandardText.assignments(this, rows, column -> "EXCLUDED." + quote(column))));
    }

    /** Updates the rows whose key the table has, where there is no unique key; nothing to do if keys are all there is, or the first wins. */
    default Optional<String> updateExisting(StagedRows rows) {
        return rows.updated().isEmpty()
                ? Optional.empty()
                : Optional.of("UPDATE %s SET %s FROM (%s) AS winning WHERE %s"
                        .formatted(
                                quote(rows.table()),
                                StandardText.assignments(this, rows, column -> "winning." + quote(column)),
                                writtenRows(rows),
                                StandardText.sameKey(this, rows, quote(rows.table()), "winning")));
    }

    /** Inserts the rows whose key the table has not, where there is no unique key. */
    default String insertMissing(StagedRows rows) {
        String columns = quoteAll(rows.columns());
        return "INSERT INTO %s (%s) SELECT %s FROM (%s) AS winning WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
                .formatted(
                        quote(rows.table()),
                        columns,
                        columns,
                        writtenRows(rows),
                        quote(rows.table()),
                        StandardText.sameKey(this, rows, quote(rows.table()), "winning"));
    }

    /** One row, one column: how many keys are staged. */
    default String countKeys(StagedRows rows) {
        return "SELECT count(*) FROM (SELECT DISTINCT %s FROM %s) AS staged_keys"
                .formatted(quoteAll(rows.keys()), rows.staging());
    }

    /** Deletes rows of versions before the parameter's, and those without one. */
    default String deleteOlderVersions(TableName table) {
        return "DELETE FROM %s WHERE %s".formatted(quote(table), isOlderVersion());
    }

    /** Marks those that are not marked yet. */
    default String markOlderVersions(TableName table) {
        String mark = quote("_sdc_deleted_at");
        return "UPDATE %s SET %s = %s WHERE %s AND %s IS NULL"
                .formatted(quote(table), mark, now(), isOlderVersion(), mark);
    }

    /** The time, as a date-time column of the dialect's own holds it. */
    default String now() {
        return "CURRENT_TIMESTAMP";
    }

    private String isOlderVersion() {
        String version = quote("_sdc_table_version");
        return "(%s < ? OR %s IS NULL)".formatted(version, version);
    }

    private String definition(Column column) {
        return quote(column.name()) + " " + spell(column.type()) + (column.notNull() ? " NOT NULL" : "");
    }
}
