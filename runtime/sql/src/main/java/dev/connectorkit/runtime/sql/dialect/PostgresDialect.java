package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Array;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL from version 13 on; the settings have the names that Meltano's target-postgres gives them. */
public class PostgresDialect implements Dialect {
    /** NAMEDATALEN - 1 of a server as it is built everywhere (PostgreSQL manual, 4.1.1). */
    private static final int MAX_IDENTIFIER_BYTES = 63;

    /** PostgreSQL manual, 8.1.2. */
    private static final int MAX_DECLARED_PRECISION = 1000;

    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
    private static final Pattern VARCHAR = Pattern.compile("character varying\\((\\d+)\\)");

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
    public ColumnType typeOf(ValueType type) {
        if (type instanceof IntegerType integer) {
            int bits = NumberTypes.bits(integer);
            return bits > 64 ? Decimal.UNBOUNDED : new Whole(bits);
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
        return type instanceof ValueType.StringType string ? new Text(string.maxLength()) : new Json(true);
    }

    private static ColumnType number(NumberType number) {
        if (number.precision().isEmpty() || number.scale().isEmpty()) {
            return Decimal.UNBOUNDED;
        }
        int precision = number.precision().getAsInt();
        int scale = number.scale().getAsInt();
        return precision >= 1 && precision <= MAX_DECLARED_PRECISION && scale <= precision
                ? Decimal.of(precision, scale)
                : Decimal.UNBOUNDED;
    }

    /** By the names that {@code format_type} gives. */
    @Override
    public ColumnType existingType(String databaseType) {
        if (databaseType.endsWith("[]")) {
            ColumnType element = existingType(databaseType.substring(0, databaseType.length() - 2));
            boolean isKnown = element instanceof Text
                    || element instanceof Whole
                    || element instanceof Decimal
                    || element instanceof Floating
                    || element instanceof Bool
                    || element instanceof Json;
            return isKnown ? new Array(element) : new Other(databaseType);
        }
        Matcher numeric = NUMERIC.matcher(databaseType);
        if (numeric.matches()) {
            return Decimal.of(Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(2)));
        }
        Matcher varchar = VARCHAR.matcher(databaseType);
        if (varchar.matches()) {
            return new Text(OptionalInt.of(Integer.parseInt(varchar.group(1))));
        }
        return switch (databaseType) {
            case "boolean" -> new Bool();
            case "smallint" -> new Whole(16);
            case "integer" -> new Whole(32);
            case "bigint" -> new Whole(64);
            case "numeric" -> Decimal.UNBOUNDED;
            case "real" -> new Floating(32);
            case "double precision" -> new Floating(64);
            case "text", "character varying", "citext" -> Text.UNBOUNDED;
            case "date" -> new Date();
            case "time without time zone" -> new Time();
            case "timestamp without time zone" -> new DateTime(false);
            case "timestamp with time zone" -> new DateTime(true);
            case "uuid" -> new Uuid();
            case "json" -> new Json(false);
            case "jsonb" -> new Json(true);
            default -> new Other(databaseType);
        };
    }

    @Override
    public String spell(ColumnType type) {
        if (type instanceof Whole whole) {
            return whole.bits() == 16 ? "smallint" : whole.bits() == 32 ? "integer" : "bigint";
        }
        if (type instanceof Decimal decimal) {
            return decimal.isBounded()
                    ? "numeric(%d,%d)"
                            .formatted(
                                    decimal.precision().getAsInt(),
                                    decimal.scale().getAsInt())
                    : "numeric";
        }
        if (type instanceof Floating floating) {
            return floating.bits() == 32 ? "real" : "double precision";
        }
        if (type instanceof Text) {
            return "text"; // a length would cost a rewrite when it changes, and saves nothing
        }
        if (type instanceof DateTime dateTime) {
            return dateTime.zoned() ? "timestamp with time zone" : "timestamp without time zone";
        }
        if (type instanceof Json json) {
            return json.parsed() ? "jsonb" : "json";
        }
        if (type instanceof Array array) {
            return spell(array.element()) + "[]";
        }
        if (type instanceof Bool) {
            return "boolean";
        }
        if (type instanceof Date) {
            return "date";
        }
        if (type instanceof Time) {
            return "time without time zone";
        }
        if (type instanceof Uuid) {
            return "uuid";
        }
        throw new IllegalArgumentException("PostgreSQL columns are not made of " + type);
    }

    @Override
    public String describe(ColumnType type) {
        return type instanceof Text text && text.maxLength().isPresent()
                ? "character varying(" + text.maxLength().getAsInt() + ")"
                : Dialect.super.describe(type);
    }

    @Override
    public Optional<ColumnType> commonNumber(ColumnType one, ColumnType other) {
        return Optional.of(Decimal.UNBOUNDED);
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
