package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Other;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any database with a JDBC driver, in standard SQL (SQL:2008): the settings {@code url}, {@code user} and {@code password}
 * say where. Tables are known by the driver's metadata; rows with keys go through an ordinary staging table beside theirs and
 * a MERGE. What a database spells differently a subclass overrides.
 */
public class AnsiDialect implements Dialect {
    private static final int MAX_PRECISION = 38;
    private static final int KEY_LENGTH = 255;

    /** Longest text that is kept as VARCHAR; many databases hold no more in a row. */
    private static final int MAX_VARCHAR = 4000;

    private static final Pattern SIZED = Pattern.compile("([A-Z0-9 ]+?)\\((\\d+)(?:,\\s*(\\d+))?\\)");

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
    public ColumnType typeOf(ValueType type) {
        if (type instanceof IntegerType integer) {
            return whole(NumberTypes.bits(integer));
        }
        if (type instanceof NumberType number) {
            return number(number);
        }
        if (type instanceof ValueType.BooleanType) {
            return new Bool();
        }
        if (type instanceof ValueType.DateTimeType) {
            return new DateTime(false);
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
        boolean isShort =
                type instanceof StringType string && string.maxLength().orElse(Integer.MAX_VALUE) <= MAX_VARCHAR;
        return isShort ? new Text(((StringType) type).maxLength()) : Text.UNBOUNDED;
    }

    private static ColumnType whole(int bits) {
        if (bits <= 64) {
            return new Whole(bits);
        }
        // a digit has more than three bits
        return bits <= 3 * MAX_PRECISION ? Decimal.of(MAX_PRECISION, 0) : Text.UNBOUNDED;
    }

    private static ColumnType number(NumberType number) {
        if (number.scale().isEmpty()) {
            return new Floating(64);
        }
        int scale = number.scale().getAsInt();
        int precision = number.precision().orElse(MAX_PRECISION);
        return precision >= 1 && precision <= MAX_PRECISION && scale <= precision
                ? Decimal.of(precision, scale)
                : Text.UNBOUNDED;
    }

    @Override
    public ColumnType keyType(ColumnType type) {
        return type.equals(Text.UNBOUNDED) ? new Text(OptionalInt.of(KEY_LENGTH)) : type;
    }

    /** By the names that are usual; a subclass adds those of its database. */
    @Override
    public ColumnType existingType(String databaseType) {
        String type = databaseType.toUpperCase(Locale.ROOT);
        Matcher sized = SIZED.matcher(type);
        if (sized.matches()) {
            int size = Integer.parseInt(sized.group(2));
            return switch (sized.group(1)) {
                case "CHAR",
                        "VARCHAR",
                        "CHARACTER",
                        "CHARACTER VARYING",
                        "NCHAR",
                        "NVARCHAR",
                        "VARCHAR2",
                        "NVARCHAR2" -> new Text(OptionalInt.of(size));
                case "DECIMAL", "NUMERIC", "NUMBER" ->
                    Decimal.of(size, sized.group(3) == null ? 0 : Integer.parseInt(sized.group(3)));
                default -> new Other(databaseType);
            };
        }
        return switch (type) {
            case "TINYINT" -> new Whole(8);
            case "SMALLINT" -> new Whole(16);
            case "INTEGER", "INT" -> new Whole(32);
            case "BIGINT" -> new Whole(64);
            case "REAL" -> new Floating(32);
            case "DOUBLE", "DOUBLE PRECISION", "FLOAT" -> new Floating(64);
            case "BOOLEAN" -> new Bool();
            case "DATE" -> new Date();
            case "TIME" -> new Time();
            case "TIMESTAMP" -> new DateTime(false);
            case "TIMESTAMP WITH TIME ZONE" -> new DateTime(true);
            case "CLOB", "CHARACTER LARGE OBJECT" -> Text.UNBOUNDED;
            default -> new Other(databaseType);
        };
    }

    @Override
    public String spell(ColumnType type) {
        if (type instanceof Whole whole) {
            return whole.bits() <= 16 ? "SMALLINT" : whole.bits() == 32 ? "INTEGER" : "BIGINT";
        }
        if (type instanceof Decimal decimal) {
            return "DECIMAL(%d,%d)"
                    .formatted(decimal.precision().getAsInt(), decimal.scale().getAsInt());
        }
        if (type instanceof Floating floating) {
            return floating.bits() == 32 ? "REAL" : "DOUBLE PRECISION";
        }
        if (type instanceof Text text) {
            return text.maxLength().isPresent()
                    ? "VARCHAR(%d)".formatted(text.maxLength().getAsInt())
                    : "CLOB";
        }
        if (type instanceof DateTime dateTime) {
            return dateTime.zoned() ? "TIMESTAMP(6) WITH TIME ZONE" : "TIMESTAMP(6)";
        }
        if (type instanceof Bool) {
            return "BOOLEAN";
        }
        if (type instanceof Date) {
            return "DATE";
        }
        if (type instanceof Time) {
            return "TIME(6)";
        }
        if (type instanceof Uuid) {
            return "CHAR(36)";
        }
        throw new IllegalArgumentException("columns of " + label() + " are not made of " + type);
    }

    @Override
    public Optional<ColumnType> commonNumber(ColumnType one, ColumnType other) {
        return NumberTypes.commonDecimal(one, other, MAX_PRECISION);
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
