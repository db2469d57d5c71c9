package dev.connectorkit.runtime.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTextTest {
    private static final Dialect POSTGRES = new PostgresDialect();
    private static final Dialect DUCKDB = new DuckDbDialect();
    private static final TableName ORDERS = new TableName("db", "shop", "or\"ders");

    private static StagedRows staged(Dialect dialect, boolean firstWins, String... columns) {
        return new StagedRows(
                dialect.staging("s", ORDERS),
                ORDERS,
                List.of(columns),
                List.of("a", "b"),
                "n",
                Optional.empty(),
                Optional.empty(),
                firstWins);
    }

    @Test
    void postgresCreatesAndChangesTables() {
        TableDefinition table = new TableDefinition(
                ORDERS,
                List.of(
                        new Column("id", new Whole(64), true),
                        new Column("at", new DateTime(true), false),
                        new Column("x\"; drop table y; --", new Json(true), false)),
                List.of("id"));
        assertThat(POSTGRES.createTable(table))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"shop\".\"or\"\"ders\" (\"id\" bigint NOT NULL,"
                        + " \"at\" timestamp with time zone, \"x\"\"; drop table y; --\" jsonb, PRIMARY KEY (\"id\"))");
        assertThat(POSTGRES.addColumn(ORDERS, new Column("n", Decimal.UNBOUNDED, false)))
                .isEqualTo("ALTER TABLE \"shop\".\"or\"\"ders\" ADD COLUMN IF NOT EXISTS \"n\" numeric");
        assertThat(POSTGRES.widenColumn(ORDERS, new Column("n", new Whole(16), false), new Whole(64)))
                .containsExactly(
                        "ALTER TABLE \"shop\".\"or\"\"ders\" ALTER COLUMN \"n\" TYPE bigint USING CAST(\"n\" AS bigint)");
        assertThat(POSTGRES.widenColumn(ORDERS, new Column("n", new Whole(16), false), new Json(true)))
                .containsExactly(
                        "ALTER TABLE \"shop\".\"or\"\"ders\" ALTER COLUMN \"n\" TYPE jsonb USING to_jsonb(\"n\")");
    }

    @Test
    void duckDbNamesTheDatabaseToo() {
        assertThat(DUCKDB.createTable(
                        new TableDefinition(ORDERS, List.of(new Column("id", Decimal.of(38, 2), false)), List.of())))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"db\".\"shop\".\"or\"\"ders\" (\"id\" DECIMAL(38,2))");
        assertThat(DUCKDB.widenColumn(ORDERS, new Column("n", new Whole(16), false), new Json(false)))
                .containsExactly(
                        "ALTER TABLE \"db\".\"shop\".\"or\"\"ders\" ALTER COLUMN \"n\" TYPE JSON USING to_json(\"n\")");
    }

    @Test
    void upsertsTakeOneRowOfEachKey() {
        assertThat(POSTGRES.upsert(staged(POSTGRES, false, "a", "c", "b")).orElseThrow())
                .isEqualTo("INSERT INTO \"shop\".\"or\"\"ders\" (\"a\", \"c\", \"b\") SELECT \"a\", \"c\", \"b\" FROM"
                        + " (SELECT DISTINCT ON (\"a\", \"b\") * FROM pg_temp.\"s\" ORDER BY \"a\", \"b\", \"n\" DESC) AS winning"
                        + " WHERE true ON CONFLICT (\"a\", \"b\") DO UPDATE SET \"c\" = EXCLUDED.\"c\"");
        assertThat(DUCKDB.upsert(staged(DUCKDB, true, "a", "c", "b")).orElseThrow())
                .isEqualTo(
                        "INSERT INTO \"db\".\"shop\".\"or\"\"ders\" (\"a\", \"c\", \"b\") SELECT \"a\", \"c\", \"b\" FROM"
                                + " (SELECT * FROM temp.main.\"s\" QUALIFY row_number() OVER (PARTITION BY \"a\", \"b\" ORDER BY \"n\") = 1)"
                                + " AS winning WHERE true ON CONFLICT (\"a\", \"b\") DO NOTHING");
        assertThat(POSTGRES.upsert(staged(POSTGRES, false, "a", "b")).orElseThrow())
                .endsWith("DO NOTHING");
        assertThat(POSTGRES.updateExisting(staged(POSTGRES, false, "a", "b"))).isEmpty();
    }

    @Test
    void integersAreSizedByTheirLimits() {
        assertThat(POSTGRES.typeOf(integer(null, null))).isEqualTo(new Whole(64));
        assertThat(POSTGRES.typeOf(integer("0", null))).isEqualTo(new Whole(64));
        assertThat(POSTGRES.typeOf(integer("0", "32767"))).isEqualTo(new Whole(16));
        assertThat(POSTGRES.typeOf(integer("0", "32768"))).isEqualTo(new Whole(32));
        assertThat(POSTGRES.typeOf(integer("-2147483649", "0"))).isEqualTo(new Whole(64));
        assertThat(POSTGRES.typeOf(integer("0", "9223372036854775808"))).isEqualTo(Decimal.UNBOUNDED);
        assertThat(DUCKDB.typeOf(integer("0", "9223372036854775808"))).isEqualTo(new Whole(128));
        assertThat(DUCKDB.typeOf(integer(null, "1" + "0".repeat(40)))).isEqualTo(Text.UNBOUNDED);
    }

    private static ValueType integer(@Nullable String minimum, @Nullable String maximum) {
        return new IntegerType(
                Optional.ofNullable(minimum).map(BigInteger::new),
                Optional.ofNullable(maximum).map(BigInteger::new));
    }

    @Test
    void numbersAreExactWhereTheDatabaseHasAnExactType() {
        NumberType unknown = NumberType.UNBOUNDED;
        NumberType cents = new NumberType(OptionalInt.empty(), OptionalInt.of(2));
        NumberType sized = new NumberType(OptionalInt.of(38), OptionalInt.of(10));
        NumberType huge = new NumberType(OptionalInt.of(50), OptionalInt.of(10));
        assertThat(POSTGRES.spell(POSTGRES.typeOf(unknown))).isEqualTo("numeric");
        assertThat(POSTGRES.spell(POSTGRES.typeOf(cents))).isEqualTo("numeric");
        assertThat(POSTGRES.spell(POSTGRES.typeOf(sized))).isEqualTo("numeric(38,10)");
        assertThat(POSTGRES.spell(POSTGRES.typeOf(huge))).isEqualTo("numeric(50,10)");
        assertThat(DUCKDB.spell(DUCKDB.typeOf(unknown))).isEqualTo("DOUBLE");
        assertThat(DUCKDB.spell(DUCKDB.typeOf(cents))).isEqualTo("DECIMAL(38,2)");
        assertThat(DUCKDB.spell(DUCKDB.typeOf(sized))).isEqualTo("DECIMAL(38,10)");
        assertThat(DUCKDB.spell(DUCKDB.typeOf(huge))).isEqualTo("VARCHAR");
    }

    @Test
    void whatADialectMakesItFindsAgain() {
        List<ValueType> types = List.of(
                IntegerType.UNBOUNDED,
                NumberType.UNBOUNDED,
                new NumberType(OptionalInt.of(10), OptionalInt.of(3)),
                ValueType.StringType.UNBOUNDED,
                new ValueType.BooleanType(),
                new ValueType.DateTimeType(),
                new ValueType.DateType(),
                new ValueType.TimeType(),
                new ValueType.UuidType(),
                new ValueType.JsonType());
        for (Dialect dialect : List.of(POSTGRES, DUCKDB)) {
            for (ValueType type : types) {
                ColumnType column = dialect.typeOf(type);
                assertThat(dialect.existingType(dialect.spell(column))).isEqualTo(column);
            }
        }
    }

    @Test
    void dialectsAreFoundByNameAndByClass() {
        assertThat(Dialects.named("duckdb")).isInstanceOf(DuckDbDialect.class);
        assertThat(Dialects.named("postgres")).isInstanceOf(PostgresDialect.class);
        assertThat(Dialects.named(PostgresDialect.class.getName())).isInstanceOf(PostgresDialect.class);
        assertThatThrownBy(() -> Dialects.named("oracle"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ansi, duckdb, h2, mariadb, postgres, sqlite");
        assertThatThrownBy(() -> Dialects.named("java.lang.String")).isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "orders,main,orders",
        "shop-orders,shop,orders",
        "db-shop-orders,shop,orders",
        "a-b-c-d,c,d",
        "-orders,main,-orders",
        "orders-,main,orders-",
        "a--orders,main,a--orders",
        "-,main,-",
        "--,main,--",
        "x\"; drop table y; --,main,x\"; drop table y; --"
    })
    void theStreamsNameHasPartsOnlyWhereTheyAreNotEmpty(String stream, String schema, String table) {
        TableNaming naming = naming(new NamingRules(Optional.empty(), false, false, ""));
        assertThat(naming.table(stream)).isEqualTo(new TableName("db", schema, table));
    }

    @Test
    void aSchemaForAllReplacesTheOneOfTheName() {
        TableNaming naming = naming(new NamingRules(Optional.of("melty"), false, false, ""));
        assertThat(naming.table("shop-orders")).isEqualTo(new TableName("db", "melty", "orders"));
    }

    @Test
    void theWholeNameOfAStreamNamesNoSchema() {
        TableNaming naming = naming(new NamingRules(Optional.empty(), false, true, "raw_"));
        assertThat(naming.table("shop-orders")).isEqualTo(new TableName("db", "main", "raw_shop-orders"));
    }

    @Test
    void aPrefixIsKeptAsItIsAndCountsForTheLength() {
        TableNaming naming = naming(new NamingRules(Optional.empty(), true, false, "RAW-"));
        assertThat(naming.table("MyShop-OrderLines")).isEqualTo(new TableName("db", "my_shop", "RAW-order_lines"));
        String longName = "a".repeat(63);
        assertThat(naming.table(longName).table())
                .startsWith("RAW-aaa")
                .hasSize(63)
                .isNotEqualTo(naming.table(longName + "b").table());
    }

    @ParameterizedTest
    @CsvSource({
        "orderID,order_id",
        "OrderId,order_id",
        "Order-ID,order_id",
        "order id,order_id",
        "HTMLPage,html_page",
        "address2Line,address2_line",
        "_sdc_extracted_at,_sdc_extracted_at",
        "address__city,address__city",
        "x\"; drop table y; --,x_drop_table_y_",
        "Größe.Maß,größe_maß",
        "İd,i\u0307d",
        "日本語,日本語"
    })
    void snakeCaseIsLowerAndDoesNotChangeASecondTime(String name, String snake) {
        assertThat(Identifiers.snake(name)).isEqualTo(snake);
        assertThat(Identifiers.snake(snake)).isEqualTo(snake);
    }

    private static TableNaming naming(NamingRules rules) {
        return new TableNaming(POSTGRES, new Namespace("db", "main"), rules);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 63, 64, 100, 1000})
    void longNamesAreCutByBytesAndStayDifferent(int length) {
        for (String character : List.of("a", "é", "日", "\ud83d\ude00")) {
            String name = character.repeat(length);
            String fitted = Identifiers.fit("s", name, 63);
            byte[] bytes = fitted.getBytes(StandardCharsets.UTF_8);
            assertThat(bytes.length).isLessThanOrEqualTo(63);
            assertThat(fitted).doesNotContain("\ufffd").isEqualTo(Identifiers.fit("other", name, 63));
            assertThat(Identifiers.fit("s", name + "x", 63)).isNotEqualTo(fitted);
        }
        assertThat(Identifiers.fit("s", "n".repeat(100), 63)).isEqualTo("n".repeat(54) + "_" + "4e9d8231");
    }
}
