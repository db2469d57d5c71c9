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
import dev.connectorkit.runtime.sql.dialect.ColumnType.Other;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * MariaDB from version 10.6 on; its databases are the schemas. Text is compared byte for byte ({@code utf8mb4_nopad_bin}): by
 * the default collation 'a', 'A' and 'a ' would be one key. Date-times are in UTC. DDL commits, so it comes before a batch.
 */
public class MariaDbDialect implements Dialect {
    private static final String EXACT = " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";

    /** MariaDB manual, JSON_VALID: a column of JSON has it for a check, and it knows no deeper values. */
    private static final int JSON_DEPTH = 31;

    /** Digits: MariaDB manual, DECIMAL. */
    private static final TypeTable TYPES = withTypesOfOthers(TypeTable.builder()
                    .makes(new Bool(), "TINYINT(1)")
                    .makes(new Whole(8), "TINYINT")
                    .makes(new Whole(16), "SMALLINT")
                    .makes(new Whole(32), "INT")
                    .makes(new Whole(64), "BIGINT")
                    .makes(new Floating(32), "FLOAT")
                    .makes(new Floating(64), "DOUBLE")
                    .makesDecimals("DECIMAL", 65, 38)
                    .makes(Text.UNBOUNDED, "LONGTEXT")
                    .makesSizedText("VARCHAR")
                    .readsSizedText("CHAR")
                    .keyLength(255)
                    .makes(new Date(), "DATE")
                    .makes(new Time(), "TIME(6)")
                    .makes(new DateTime(false), "DATETIME(6)")
                    .makes(new Uuid(), "UUID")
                    .makes(new Json(false, JSON_DEPTH), "JSON")
                    .makes(new Bytes(), "LONGBLOB"))
            .build();

    /** Columns that nobody makes here, and that are there: shorter text counts bytes, of which a character has four at most. */
    private static TypeTable.Builder withTypesOfOthers(TypeTable.Builder types) {
        types.reads("TINYINT UNSIGNED", new Whole(8, true))
                .reads("SMALLINT UNSIGNED", new Whole(16, true))
                .reads("MEDIUMINT", new Whole(24))
                .reads("MEDIUMINT UNSIGNED", new Whole(24, true))
                .reads("INT UNSIGNED", new Whole(32, true))
                .reads("BIGINT UNSIGNED", new Whole(64, true))
                .reads("TINYTEXT", new Text(OptionalInt.of(255 / 4)))
                .reads("TEXT", new Text(OptionalInt.of(65_535 / 4)))
                .reads("MEDIUMTEXT", new Text(OptionalInt.of(16_777_215 / 4)));
        for (int digits = 0; digits < 6; digits++) {
            String size = digits == 0 ? "" : "(" + digits + ")";
            types.reads("TIME" + size, new Time(digits)).reads("DATETIME" + size, new DateTime(false, digits, false));
        }
        for (int digits = 0; digits <= 6; digits++) {
            String size = digits == 0 ? "" : "(" + digits + ")";
            types.reads("TIMESTAMP" + size, new DateTime(false, digits, true));
        }
        return types;
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public String label() {
        return "MariaDB";
    }

    @Override
    public ConnectionParameters connection(Settings settings) {
        List<String> missing = List.of("host", "user", "database").stream()
                .filter(name -> settings.optionalString(name)
                        .filter(text -> !text.isBlank())
                        .isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: settings that have to say where the database is are missing: "
                            + String.join(", ", missing));
        }
        String place = "%s:%d"
                .formatted(
                        settings.string("host"),
                        settings.optionalInteger("port").orElse(3306));
        String database = settings.string("database");
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("user", settings.string("user"));
        settings.optionalSecret("password").ifPresent(password -> properties.put("password", password.reveal()));
        settings.optionalString("ssl_mode").ifPresent(mode -> properties.put("sslMode", mode));
        properties.put("useBulkStmts", "true"); // a batch of rows a packet
        return new ConnectionParameters(
                "jdbc:mariadb://%s/%s".formatted(place, URLEncoder.encode(database, StandardCharsets.UTF_8)),
                properties,
                "MariaDB at %s, database \"%s\", user \"%s\"".formatted(place, database, settings.string("user")));
    }

    @Override
    public List<String> sessionSetup() {
        return List.of(
                "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', lock_wait_timeout = 10",
                // a table of a thousand text columns is refused otherwise, although its rows may fit
                "SET SESSION innodb_strict_mode = OFF");
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

    /** MariaDB manual, InnoDB Limitations. */
    @Override
    public int maxColumns() {
        return 1017;
    }

    /** 64 characters; as bytes, so that any are few enough. */
    @Override
    public int maxIdentifierBytes() {
        return 64;
    }

    /** MariaDB manual, Identifier Names. */
    @Override
    public boolean hasSupplementaryNames() {
        return false;
    }

    /** Names of columns are compared by utf8mb3_general_ci, without case and accents. */
    @Override
    public String foldCase(String identifier) {
        return Normalizer.normalize(identifier, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public TypeTable types() {
        return TYPES;
    }

    /** Integers may have a width for display, which says nothing of what they hold. */
    @Override
    public ColumnType existingType(String databaseType) {
        return TYPES.find(databaseType)
                .or(() -> TYPES.find(databaseType.replaceFirst("int\\(\\d+\\)", "int")))
                .orElseGet(() -> new Other(databaseType));
    }

    @Override
    public String spell(ColumnType type) {
        String name = Dialect.super.spell(type);
        if (type instanceof Json) {
            return name + " COMMENT 'json'"; // reported as LONGTEXT, which the comment tells it from
        }
        return type instanceof Text ? name + EXACT : name;
    }

    /** In one statement, which is made whole or not at all. */
    @Override
    public List<String> changeKey(TableName table, List<String> key) {
        return List.of("ALTER TABLE %s DROP PRIMARY KEY, ADD PRIMARY KEY (%s)".formatted(quote(table), quoteAll(key)));
    }

    @Override
    public boolean canWidenKeys() {
        return false;
    }

    @Override
    public String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public Optional<String> namespaceQuery() {
        return Optional.of("SELECT 'def', database()");
    }

    @Override
    public Optional<String> schemaQuery() {
        return Optional.of("SELECT 1 FROM information_schema.schemata WHERE catalog_name = ? AND schema_name = ?");
    }

    @Override
    public Optional<String> tableQuery() {
        return Optional.of("""
                SELECT c.column_name, CASE c.column_comment WHEN 'json' THEN 'json' ELSE c.column_type END,
                    c.is_nullable = 'NO',
                    c.is_nullable = 'YES' OR c.column_default IS NOT NULL OR c.extra LIKE '%auto_increment%',
                    (SELECT group_concat(CASE s.index_name WHEN 'PRIMARY' THEN 'p' ELSE concat('u', hex(s.index_name)) END
                            SEPARATOR ' ')
                        FROM information_schema.statistics s
                        WHERE s.table_schema = c.table_schema AND s.table_name = c.table_name
                            AND s.column_name = c.column_name AND s.non_unique = 0
                            AND NOT EXISTS (SELECT 1 FROM information_schema.statistics p
                                WHERE p.table_schema = s.table_schema AND p.table_name = s.table_name
                                    AND p.index_name = s.index_name AND p.sub_part IS NOT NULL)),
                    CASE t.table_type WHEN 'BASE TABLE' THEN 'table' ELSE lower(t.table_type) END
                FROM information_schema.columns c
                JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_catalog = ? AND c.table_schema = ? AND c.table_name = ?
                ORDER BY c.ordinal_position""");
    }

    @Override
    public Optional<String> limitLockWait() {
        return Optional.empty();
    }

    @Override
    public boolean ddlCommits() {
        return true;
    }

    @Override
    public List<String> widenColumn(TableName table, Column column, ColumnType type) {
        String name = quote(column.name());
        String update = "UPDATE %s SET %s = ".formatted(quote(table), name);
        if (type instanceof Json && column.type() instanceof Text) {
            return List.of(update + "JSON_QUOTE(%s)".formatted(name), modify(table, column, type));
        }
        if (column.type() instanceof Bool && (type instanceof Text || type instanceof Json)) {
            return List.of(
                    modify(table, column, Text.UNBOUNDED),
                    update + "CASE %s WHEN '0' THEN 'false' WHEN '1' THEN 'true' END".formatted(name),
                    modify(table, column, type));
        }
        return List.of(modify(table, column, type));
    }

    private String modify(TableName table, Column column, ColumnType type) {
        return "ALTER TABLE %s MODIFY COLUMN %s %s%s"
                .formatted(quote(table), quote(column.name()), spell(type), column.notNull() ? " NOT NULL" : "");
    }

    @Override
    public String staging(String name, TableName table) {
        return quote(table.schema()) + "." + quote(name);
    }

    /** Making and dropping temporary tables commits nothing (MariaDB manual, SQL statements that cause an implicit commit). */
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
    public String presenceColumn(StagedRows rows) {
        return rows.presence()
                .map(presence ->
                        ", CAST('' AS CHAR(%d)) AS %s".formatted(rows.columns().size(), quote(presence)))
                .orElse("");
    }

    @Override
    public Optional<String> dropStaging(StagedRows rows) {
        return Optional.of("DROP TEMPORARY TABLE " + rows.staging());
    }

    @Override
    public String winningRows(StagedRows rows) {
        return StandardText.winningRows(this, rows);
    }

    /** ON DUPLICATE KEY would update the row of any other unique key too. */
    @Override
    public Optional<String> upsert(StagedRows rows) {
        return Optional.empty();
    }

    @Override
    public Optional<String> updateExisting(StagedRows rows) {
        return rows.updated().isEmpty()
                ? Optional.empty()
                : Optional.of("UPDATE %s AS stored JOIN (%s) AS winning ON %s SET %s"
                        .formatted(
                                quote(rows.table()),
                                writtenRows(rows),
                                StandardText.sameKey(this, rows, "stored", "winning"),
                                rows.updated().stream()
                                        .map(column -> "stored.%s = winning.%s".formatted(quote(column), quote(column)))
                                        .reduce((one, two) -> one + ", " + two)
                                        .orElseThrow()));
    }

    @Override
    public Optional<String> lock(TableName table) {
        return Optional.empty(); // LOCK TABLES would commit
    }

    @Override
    public Optional<String> sessionLock() {
        return Optional.of("SELECT get_lock(sha1(?), 10)");
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
        return "utc_timestamp(6)";
    }
}
