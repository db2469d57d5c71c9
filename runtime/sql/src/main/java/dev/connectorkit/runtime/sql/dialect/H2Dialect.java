package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.util.List;
import java.util.Optional;

/** H2 from version 2 on, embedded or a server, as the setting {@code url} says. */
public class H2Dialect extends AnsiDialect {
    /** Length of a VARCHAR that none was given for (h2database.com, Data Types). */
    private static final int UNLIMITED = 1_000_000_000;

    private static final int MAX_PRECISION = 100_000;

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String label() {
        return "H2";
    }

    @Override
    public List<String> sessionSetup() {
        return List.of("SET TIME ZONE 'UTC'");
    }

    /** {@code Constants.MAX_COLUMNS}. */
    @Override
    public int maxColumns() {
        return 16_384;
    }

    @Override
    public int maxIdentifierBytes() {
        return 256;
    }

    @Override
    public ColumnType typeOf(ValueType type) {
        if (type instanceof IntegerType integer) {
            int bits = NumberTypes.bits(integer);
            return bits > 64 ? Decimal.UNBOUNDED : new Whole(bits);
        }
        if (type instanceof NumberType number) {
            int precision = number.precision().orElse(0);
            int scale = number.scale().orElse(Integer.MAX_VALUE);
            return precision >= 1 && precision <= MAX_PRECISION && scale <= precision
                    ? Decimal.of(precision, scale)
                    : Decimal.UNBOUNDED;
        }
        if (type instanceof ValueType.StringType) {
            return Text.UNBOUNDED;
        }
        if (type instanceof ValueType.DateTimeType) {
            return new DateTime(true);
        }
        return type instanceof ValueType.JsonType ? new Json(true) : super.typeOf(type);
    }

    @Override
    public ColumnType keyType(ColumnType type) {
        return type;
    }

    @Override
    public ColumnType existingType(String databaseType) {
        return switch (databaseType) {
            case "JSON" -> new Json(true);
            case "UUID" -> new Uuid();
            case "DECFLOAT" -> Decimal.UNBOUNDED;
            case "CHARACTER VARYING(" + UNLIMITED + ")" -> Text.UNBOUNDED;
            default -> databaseType.startsWith("DECFLOAT(") ? Decimal.UNBOUNDED : super.existingType(databaseType);
        };
    }

    @Override
    public String spell(ColumnType type) {
        if (type instanceof Decimal decimal) {
            return decimal.isBounded() ? super.spell(type) : "DECFLOAT";
        }
        if (type instanceof Text) {
            return "CHARACTER VARYING";
        }
        if (type instanceof Uuid) {
            return "UUID";
        }
        return type instanceof Json ? "JSON" : super.spell(type);
    }

    @Override
    public RunLocking runLocking() {
        return RunLocking.BY_OPEN_TRANSACTION;
    }

    @Override
    public boolean isInProcess(ConnectionParameters parameters) {
        return !parameters.url().matches("jdbc:h2:(tcp|ssl):.*");
    }

    /** Text would become a JSON string. */
    @Override
    public String parameter(ColumnType type) {
        return type instanceof Json ? "? FORMAT JSON" : "?";
    }

    @Override
    public Optional<ColumnType> commonNumber(ColumnType one, ColumnType other) {
        return Optional.of(Decimal.UNBOUNDED);
    }

    @Override
    public boolean canWidenKeys() {
        return true;
    }

    @Override
    public String createSchema(TableName table) {
        return "CREATE SCHEMA IF NOT EXISTS " + quote(table.schema());
    }

    @Override
    public List<String> widenColumn(TableName table, Column column, ColumnType type) {
        return List.of("ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s USING %s"
                .formatted(quote(table), quote(column.name()), spell(type), converted(column, type)));
    }

    @Override
    public String converted(Column column, ColumnType type) {
        return column.type() instanceof Bool && type instanceof Text
                ? "LOWER(CAST(%s AS CHARACTER VARYING))".formatted(quote(column.name()))
                : super.converted(column, type);
    }

    @Override
    public String createStaging(StagedRows rows) {
        return "CREATE LOCAL TEMPORARY TABLE " + stagingDefinition(rows);
    }

    @Override
    public String winningRows(StagedRows rows) {
        return StandardText.winningRows(this, rows);
    }
}
