package dev.connectorkit.runtime.sql.dialect;

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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL from version 13 on; the settings have the names that Meltano's target-postgres gives them. */
public class PostgresDialect implements Dialect {
    /** NAMEDATALEN - 1 of a server as it is built everywhere (PostgreSQL manual, 4.1.1). */
    private static final int MAX_IDENTIFIER_BYTES = 63;

    /**
     * By the names that {@code format_type} gives; digits: PostgreSQL manual, 8.1.2. No length is given to text, since it would
     * cost a rewrite when it changes, and saves nothing.
     */
    private static final TypeTable TYPES = TypeTable.builder()
            .makes(new Bool(), "boolean")
            .makes(new Whole(16), "smallint")
            .makes(new Whole(32), "integer")
            .makes(new Whole(64), "bigint")
            .makes(new Floating(32), "real")
            .makes(new Floating(64), "double precision")
            .makes(Decimal.UNBOUNDED, "numeric")
            .makesDecimals("numeric", 1000, 1000)
            .makes(Text.UNBOUNDED, "text")
            .makesSizedText("character varying")
            .reads("character varying", Text.UNBOUNDED)
            .reads("citext", Text.UNBOUNDED)
            .makes(new Date(), "date")
            .makes(new Time(), "time without time zone")
            .makes(new DateTime(true), "timestamp with time zone")
            .reads("timestamp without time zone", new DateTime(false))
            .makes(new Uuid(), "uuid")
            .makes(new Json(true), "jsonb")
            .reads("json", new Json(false))
            .makes(new Bytes(), "bytea")
            // other names that people give types by
            .reads("int2", new Whole(16))
            .reads("int4", new Whole(32))
            .reads("int", new Whole(32))
            .reads("int8", new Whole(64))
            .reads("float4", new Floating(32))
            .reads("float8", new Floating(64))
            .reads("bool", new Bool())
            .reads("decimal", Decimal.UNBOUNDED)
            .readsDecimals("decimal")
            .reads("varchar", Text.UNBOUNDED)
            .readsSizedText("varchar")
            .reads("time", new Time())
            .reads("timestamp", new DateTime(false))
            .reads("timestamptz", new DateTime(true))
            .arrays("[]")
            .build();

    /** Fewer digits of a second than six, as {@code format_type} writes it. */
    private static final Pattern SHORT_TIME = Pattern.compile("(time|timestamp)\\(([0-6])\\) (with|without) time zone");

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String label() {
        return "PostgreSQL";
    }

    @Override
    public ConnectionParameters connection(Settings settings) {
        return new PostgresSettings(settings).connection();
    }

    @Override
    public List<String> withoutEffect(Settings settings) {
        return new PostgresSettings(settings).withoutEffect();
    }

    @Override
    public List<String> sessionSetup() {
        return List.of("SET TIME ZONE 'UTC'", "SET DateStyle = 'ISO, YMD'", "SET standard_conforming_strings = on");
    }

    @Override
    public int maxConnections() {
        return Integer.MAX_VALUE;
    }

    /** One backend takes about as many rows a second as a core here encodes; a third gains little. */
    @Override
    public int writers() {
        return 2;
    }

    @Override
    public LoadPath loadPath() {
        return LoadPath.POSTGRES_COPY;
    }

    /** PostgreSQL manual, appendix K. */
    @Override
    public int maxColumns() {
        return 1600;
    }

    @Override
    public int maxIdentifierBytes() {
        return MAX_IDENTIFIER_BYTES;
    }

    @Override
    public String foldCase(String identifier) {
        return identifier; // quoted names are kept as they are
    }

    @Override
    public TypeTable types() {
        return TYPES;
    }

    @Override
    public ColumnType existingType(String databaseType) {
        Matcher matcher = SHORT_TIME.matcher(databaseType);
        if (!matcher.matches()) {
            return Dialect.super.existingType(databaseType);
        }
        int digits = Integer.parseInt(matcher.group(2));
        boolean zoned = matcher.group(3).equals("with");
        if (matcher.group(1).equals("timestamp")) {
            return new DateTime(zoned, digits, false);
        }
        return zoned ? new Other(databaseType) : new Time(digits);
    }

    @Override
    public String spell(ColumnType type) {
        if (type instanceof DateTime dateTime && dateTime.fractionDigits() < 6) {
            return "timestamp(%d) with%s time zone".formatted(dateTime.fractionDigits(), dateTime.zoned() ? "" : "out");
        }
        return type instanceof Time time && time.fractionDigits() < 6
                ? "time(%d) without time zone".formatted(time.fractionDigits())
                : Dialect.super.spell(type);
    }

    @Override
    public String describe(ColumnType type) {
        return type instanceof Other other ? other.spelling() : spell(type);
    }

    @Override
    public boolean widensFractions() {
        return true;
    }

    /** The key's constraint has a name of its own, which the server is asked for. */
    @Override
    public List<String> changeKey(TableName table, List<String> key) {
        String literal = "'" + quote(table).replace("'", "''") + "'";
        String drop =
                "DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)"
                        + " FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'p'); END $$";
        return List.of(
                drop.formatted(literal), "ALTER TABLE %s ADD PRIMARY KEY (%s)".formatted(quote(table), quoteAll(key)));
    }

    @Override
    public boolean canWidenKeys() {
        return true;
    }

    @Override
    public Optional<String> namespaceQuery() {
        return Optional.of("SELECT current_database(), coalesce(current_schema(), 'public')");
    }

    @Override
    public Optional<String> schemaQuery() {
        return Optional.of("SELECT 1 FROM pg_namespace WHERE current_database() = ? AND nspname = ?");
    }

    @Override
    public Optional<String> tableQuery() {
        return Optional.of("""
                SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                    NOT a.attnotnull OR a.atthasdef OR a.attidentity <> '',
                    (SELECT string_agg(CASE WHEN i.indisprimary THEN 'p' ELSE 'u' END || i.indexrelid, ' ')
                        FROM pg_index i
                        WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indisvalid AND i.indimmediate
                            AND i.indpred IS NULL AND i.indexprs IS NULL
                            AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])),
                    CASE WHEN c.relkind IN ('r', 'p') THEN 'table' WHEN c.relkind = 'v' THEN 'view'
                        WHEN c.relkind = 'm' THEN 'materialized view' ELSE 'relation of kind ' || c.relkind::text END
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE current_database() = ? AND n.nspname = ? AND c.relname = ?
                ORDER BY a.attnum""");
    }

    @Override
    public Optional<String> limitLockWait() {
        return Optional.of("SET LOCAL lock_timeout = '10s'");
    }

    @Override
    public String staging(String name, TableName table) {
        return "pg_temp." + quote(name);
    }

    @Override
    public String createStaging(StagedRows rows) {
        return "CREATE TEMPORARY TABLE %s ON COMMIT DROP AS SELECT %s, 0::bigint AS %s%s FROM %s WITH NO DATA"
                .formatted(
                        rows.staging(),
                        quoteAll(rows.columns()),
                        quote(rows.rowNumber()),
                        presenceColumn(rows),
                        quote(rows.table()));
    }

    /** Not left to the end of the transaction, which may hold more batches. */
    @Override
    public Optional<String> dropStaging(StagedRows rows) {
        return Optional.of("DROP TABLE " + rows.staging());
    }

    /** In the order of the key, so that two sessions lock rows in the same order. */
    @Override
    public String winningRows(StagedRows rows) {
        return "SELECT DISTINCT ON (%s) * FROM %s ORDER BY %s, %s%s"
                .formatted(
                        quoteAll(rows.keys()),
                        rows.staging(),
                        quoteAll(rows.keys()),
                        quote(rows.rowNumber()),
                        rows.firstWins() ? "" : " DESC");
    }

    @Override
    public Optional<String> lock(TableName table) {
        return Optional.of("LOCK TABLE " + quote(table) + " IN SHARE ROW EXCLUSIVE MODE");
    }

    /** A table that foreign keys lead to cannot be truncated (PostgreSQL manual, TRUNCATE). */
    @Override
    public Optional<String> dependentsQuery() {
        return Optional.of("""
                SELECT NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = c.oid)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE current_database() = ? AND n.nspname = ? AND c.relname = ? AND (
                    c.relkind <> 'r' OR c.relacl IS NOT NULL OR c.relrowsecurity OR c.relispartition
                    OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM pg_depend d WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
                        AND d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass))
                    OR EXISTS (SELECT 1 FROM pg_constraint k WHERE k.contype = 'f' AND c.oid IN (k.conrelid, k.confrelid))
                    OR EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND NOT i.indisprimary)
                    OR EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
                    OR EXISTS (SELECT 1 FROM pg_inherits h WHERE c.oid IN (h.inhrelid, h.inhparent))
                    OR EXISTS (SELECT 1 FROM pg_publication_rel p WHERE p.prrelid = c.oid)
                    OR EXISTS (SELECT 1 FROM pg_description d WHERE d.objoid = c.oid AND d.classoid = 'pg_class'::regclass))""");
    }

    @Override
    public Optional<String> sessionLock() {
        return Optional.of("SELECT true FROM pg_advisory_lock(hashtextextended(?, 0))");
    }

    @Override
    public Optional<String> transactionIdQuery() {
        return Optional.of("SELECT pg_current_xact_id_if_assigned()::text");
    }

    @Override
    public Optional<String> transactionStatusQuery() {
        return Optional.of("SELECT pg_xact_status(?::xid8)");
    }

    @Override
    public Optional<String> beginText() {
        return Optional.empty();
    }

    @Override
    public String converted(Column column, ColumnType type) {
        return type instanceof Json
                ? "to_json" + (type.equals(new Json(true)) ? "b" : "") + "(" + quote(column.name()) + ")"
                : Dialect.super.converted(column, type);
    }
}
