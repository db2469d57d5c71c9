package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bytes;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import java.util.ArrayList;
import java.util.List;

/** H2 from version 2 on, embedded or a server, as the setting {@code url} says. */
public class H2Dialect extends AnsiDialect {
    private static final int MAX_PRECISION = 100_000;

    private static final TypeTable TYPES = standardTypes()
            .makes(Decimal.UNBOUNDED, "DECFLOAT")
            .makesDecimals("DECIMAL", MAX_PRECISION, MAX_PRECISION)
            .makes(Text.UNBOUNDED, "CHARACTER VARYING")
            .makesSizedText("CHARACTER VARYING")
            // the length of a VARCHAR that none was given for (h2database.com, Data Types)
            .reads("CHARACTER VARYING(1000000000)", Text.UNBOUNDED)
            .longestSizedText(0)
            .keyLength(Integer.MAX_VALUE)
            .makes(new DateTime(true), "TIMESTAMP(6) WITH TIME ZONE")
            .makes(new Uuid(), "UUID")
            .makes(new Json(true), "JSON")
            .makes(new Bytes(), "BINARY VARYING")
            .arrays(" ARRAY")
            .build();

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
    public TypeTable types() {
        return TYPES;
    }

    @Override
    public ColumnType existingType(String databaseType) {
        return databaseType.startsWith("DECFLOAT(") ? Decimal.UNBOUNDED : super.existingType(databaseType);
    }

    @Override
    public RunLocking runLocking() {
        return RunLocking.BY_OPEN_TRANSACTION;
    }

    @Override
    public boolean isInProcess(ConnectionParameters parameters) {
        return !parameters.url().matches("jdbc:h2:(tcp|ssl):.*");
    }

    /** The key's columns take no nulls first, which fails while the old key stands. */
    @Override
    public List<String> changeKey(TableName table, List<String> key) {
        String alter = "ALTER TABLE " + quote(table);
        List<String> statements = new ArrayList<>();
        key.forEach(column -> statements.add(alter + " ALTER COLUMN " + quote(column) + " SET NOT NULL"));
        statements.add(alter + " DROP PRIMARY KEY");
        statements.add(alter + " ADD PRIMARY KEY (" + quoteAll(key) + ")");
        return List.copyOf(statements);
    }

    /** Text would become a JSON string. */
    @Override
    public String parameter(ColumnType type) {
        return type instanceof Json ? "? FORMAT JSON" : "?";
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
