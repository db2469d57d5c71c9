package dev.connectorkit.testkit.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.connectorkit.testkit.cases.ColumnKind;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTestDestinationTest {
    @TempDir
    private Path folder;

    @Test
    void readsArraysOfTheDatabaseAsTheJsonThatTheyHold() throws SQLException {
        execute(
                "CREATE TABLE lists (texts VARCHAR[], numbers INTEGER[][])",
                "INSERT INTO lists VALUES (['a', NULL, 'b,c'], [[1, 2], []])",
                "INSERT INTO lists VALUES (NULL, [])");

        StoredTable table = destination().read("lists").orElseThrow();

        assertThat(table.columns().stream().map(StoredColumn::kind)).containsOnly(Optional.of(ColumnKind.JSON));
        Map<String, @Nullable Object> row = table.rows().get(0);
        assertThat(String.valueOf(row.get("texts"))).isEqualTo("[\"a\",null,\"b,c\"]");
        assertThat(String.valueOf(row.get("numbers"))).isEqualTo("[[1,2],[]]");
        assertThat(table.rows().get(1).get("texts")).isNull();
    }

    @Test
    void takesAJsonNullOfACertifiedTargetForANull() throws SQLException {
        execute(
                "CREATE TABLE things (id INTEGER, tree JSON, text VARCHAR)",
                "INSERT INTO things VALUES (1, 'null', 'null'), (2, '{\"a\": null}', NULL)");
        ReadBack readBack = new ReadBack(
                "jdbc:duckdb:" + folder.resolve("destination.duckdb"),
                new Properties(),
                "main",
                "${last}",
                ReadBack.Names.KEPT,
                false);

        StoredTable table = new CertifiedTestDestination(
                        JsonTrees.object(), Optional.empty(), Optional.of(readBack), folder)
                .read("things")
                .orElseThrow();

        assertThat(table.rows().get(0)).containsEntry("tree", null).containsEntry("text", "null");
        assertThat(table.rows().get(1)).containsEntry("tree", "{\"a\": null}");
    }

    @Test
    void readsEachTypeAsWhatItIs() throws SQLException {
        execute("""
                CREATE TABLE "Orders" ("Id" BIGINT, big HUGEINT, price DECIMAL(20, 2), ratio DOUBLE, name VARCHAR,
                    paid BOOLEAN, sent TIMESTAMPTZ, naive TIMESTAMP, day DATE, hour TIME, tree JSON, uid UUID)""", """
                INSERT INTO "Orders" VALUES (1, 170141183460469231731687303715884105727, 19.90, 0.1, 'Ünï', true,
                    '2024-02-29 23:59:59.123456+02', '2024-02-29 12:00:00', '2024-02-29', '23:59:59', '{"a": [1]}',
                    '00000000-0000-0000-0000-000000000001')""");

        StoredTable table = destination().read("public-Orders").orElseThrow();

        assertThat(table.columns().stream().map(StoredColumn::kind)).allMatch(Optional::isPresent);
        Map<String, @Nullable Object> row = table.rows().get(0);
        assertThat(ColumnKind.INTEGER.comparable(value(row, "Id"))).isEqualTo(BigDecimal.ONE);
        assertThat(ColumnKind.INTEGER.comparable(value(row, "big")))
                .isEqualTo(new BigDecimal(BigInteger.TWO.pow(127).subtract(BigInteger.ONE)));
        assertThat(ColumnKind.NUMBER.comparable(value(row, "price"))).isEqualTo(new BigDecimal("19.9"));
        assertThat(ColumnKind.NUMBER.comparable(value(row, "ratio"))).isEqualTo(new BigDecimal("0.1"));
        assertThat(ColumnKind.DATE_TIME.comparable(value(row, "sent")))
                .isEqualTo(
                        OffsetDateTime.parse("2024-02-29T23:59:59.123456+02:00").toInstant());
        assertThat(row)
                .contains(
                        entry("name", "Ünï"),
                        entry("paid", true),
                        entry("naive", LocalDateTime.of(2024, 2, 29, 12, 0)),
                        entry("day", LocalDate.of(2024, 2, 29)),
                        entry("hour", LocalTime.of(23, 59, 59)),
                        entry("tree", "{\"a\": [1]}"),
                        entry("uid", "00000000-0000-0000-0000-000000000001"));
    }

    @Test
    void keepsNulls() throws SQLException {
        execute(
                "CREATE TABLE t (id BIGINT, sent TIMESTAMPTZ, day DATE, tree JSON, name VARCHAR, paid BOOLEAN)",
                "INSERT INTO t (id) VALUES (1)");

        assertThat(destination().read("t").orElseThrow().rows().get(0))
                .containsEntry("sent", null)
                .containsEntry("day", null)
                .containsEntry("tree", null)
                .containsEntry("name", null)
                .containsEntry("paid", null);
    }

    @Test
    void hasNoTableWhereThereIsNoFileAndDoesNotMakeOne() {
        assertThat(destination().read("orders")).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void looksForTheTableByItsExactName() throws SQLException {
        execute("CREATE TABLE \"order_\" (id BIGINT)");

        assertThat(destination().read("orders")).isEmpty();
        assertThat(destination().read("order_")).isPresent();
    }

    @Test
    void tellsTheConnectorOfItsFile() {
        assertThat(destination().settings().path("path").asText()).isEqualTo(file().toString());
    }

    private static Object value(Map<String, @Nullable Object> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }

    private DuckDbTestDestination destination() {
        return new DuckDbTestDestination(file());
    }

    private Path file() {
        return folder.resolve("destination.duckdb");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
