package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.DialectContract;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteTargetTest extends DialectContract {
    @Override
    protected TestDatabase newDatabase() {
        return new SqliteDatabase();
    }

    @Override
    protected boolean hasExactTypesPastSixtyFourBits() {
        return false;
    }

    @Override
    protected String hex(String column) {
        return "CASE WHEN %s IS NOT NULL THEN hex(%s) END".formatted(column, column);
    }

    @Override
    protected String epochSeconds(String column) {
        return "unixepoch(" + column + ")";
    }

    @Override
    protected int maxColumns() {
        return 2000;
    }

    @Override
    protected boolean hasSchemas() {
        return false;
    }

    @Test
    void typesRoundTripAtTheirLimits() {
        String properties = "\"id\":{\"type\":\"integer\"},"
                + "\"i\":{\"type\":\"integer\"},"
                + "\"h\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551615},"
                + "\"f\":{\"type\":\"number\"},"
                + "\"c\":{\"type\":\"number\",\"multipleOf\":0.01},"
                + "\"d15\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":15,\"scale\":5},"
                + "\"d38\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":38,\"scale\":10},"
                + "\"b\":{\"type\":\"boolean\"},\"u\":{\"type\":\"string\",\"format\":\"uuid\"}";
        assertLoads(
                database.load(
                        schema("t", properties, "id"),
                        record(
                                "t",
                                "\"id\":1,\"i\":-9223372036854775808,\"h\":18446744073709551615,\"f\":1.7976931348623157e308,"
                                        + "\"c\":123456789012345678901234567890123456.78,\"d15\":\"-9999999999.99999\","
                                        + "\"d38\":\"1234567890123456789012345678.0123456789\",\"b\":true,"
                                        + "\"u\":\"F81D4FAE-7dec-11d0-a765-00a0c91e6bf6\""),
                        record(
                                "t",
                                "\"id\":2,\"i\":9223372036854775807,\"h\":0,\"f\":5e-324,\"c\":-0.01,\"d15\":\"0.1\",\"d38\":\"0\",\"b\":false")));
        assertThat(database.objects("SELECT i, h, f, c, d15, d38, b, u FROM main.t ORDER BY id"))
                .containsExactly(
                        Arrays.asList(
                                Long.MIN_VALUE,
                                "18446744073709551615",
                                Double.MAX_VALUE,
                                "123456789012345678901234567890123456.78",
                                -9999999999.99999,
                                "1234567890123456789012345678.0123456789",
                                1,
                                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                        Arrays.asList(Long.MAX_VALUE, "0", Double.MIN_VALUE, "-0.01", 0.1, "0", 0, null));
        assertThat(rowsOf("t", "typeof(i), typeof(h), typeof(f), typeof(d15), typeof(d38), typeof(b)"))
                .contains(List.of("integer", "text", "real", "real", "text", "integer"));
        assertThat(database.rows("SELECT type FROM pragma_table_info('t')"))
                .extracting(row -> row.get(0))
                .containsExactly(
                        "INTEGER", "INTEGER", "TEXT", "REAL", "TEXT", "DECIMAL(15,5)", "TEXT", "BOOLEAN", "UUID");
    }

    @Test
    void datesAndTimesAreTextThatSqliteReadsAndSortsByTime() {
        String properties = "\"id\":{\"type\":\"integer\"},\"ts\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"d\":{\"type\":\"string\",\"format\":\"date\"},\"t\":{\"type\":\"string\",\"format\":\"time\"}";
        assertLoads(database.load(
                schema("t", properties, "id"),
                record("t", "\"id\":1,\"ts\":\"2024-02-29T23:59:60Z\",\"d\":\"0001-01-01\",\"t\":\"23:59:59.999999\""),
                record(
                        "t",
                        "\"id\":2,\"ts\":\"2024-01-01T00:00:00.123456789+05:30\",\"d\":\"9999-12-31\",\"t\":\"00:30:00+01:00\""),
                record("t", "\"id\":3,\"ts\":\"0001-01-01 00:00:00\""),
                record("t", "\"id\":4,\"ts\":\"9999-12-31T23:59:59.999999Z\""),
                record("t", "\"id\":5,\"ts\":\"2024-03-01T00:00:00.5Z\"")));
        assertThat(rowsOf("t", "id, ts, d, t"))
                .containsExactly(
                        List.of("1", "2024-03-01 00:00:00+00:00", "0001-01-01", "23:59:59.999999"),
                        List.of("2", "2023-12-31 18:30:00.123456+00:00", "9999-12-31", "23:30:00"),
                        List.of("3", "0001-01-01 00:00:00+00:00", "null", "null"),
                        List.of("4", "9999-12-31 23:59:59.999999+00:00", "null", "null"),
                        List.of("5", "2024-03-01 00:00:00.500000+00:00", "null", "null"));
        assertThat(database.rows("SELECT id FROM %s ORDER BY ts".formatted(database.table("t"))))
                .extracting(row -> row.get(0))
                .containsExactly("3", "2", "1", "5", "4");
        assertThat(rowsOf("t", "unixepoch(ts)"))
                .extracting(row -> row.get(0))
                .contains("1709251200", "1704047400", "-62135596800", "253402300799");
        Run beyond = database.load(
                schema("t", properties, "id"), record("t", "\"id\":6,\"ts\":\"9999-12-31T23:59:59-01:00\""));
        assertThat(beyond.exit()).isEqualTo(4);
        assertThat(beyond.lastLine())
                .startsWith("RECORD_INVALID: line 2, stream \"t\": property \"ts\"")
                .contains("year");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3.141592653589793238", "123456789012345678901234567890.12345678", "1e400", "9007199254740993"})
    void aNumberThatARealWouldChangeIsRefused(String number) {
        Run run = database.load(schema("f", "\"f\":{\"type\":\"number\"}"), record("f", "\"f\":" + number));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("RECORD_INVALID: line 2, stream \"f\": property \"f\"")
                .contains("REAL");
    }

    @Test
    void textThatLooksLikeANumberStaysText() {
        assertLoads(database.load(
                schema("t", "\"s\":{\"type\":\"string\"},\"j\":{}"),
                record("t", "\"s\":\"1.50\",\"j\":1.50"),
                record("t", "\"s\":\"00012\",\"j\":12345678901234567890123")));
        assertThat(rowsOf("t", "s, j, typeof(s), typeof(j)"))
                .containsExactly(
                        List.of("00012", "12345678901234567890123", "text", "text"),
                        List.of("1.50", "1.50", "text", "text"));
    }

    @Test
    void keepsNulCharacters() {
        assertLoads(database.load(schema("n", ID_AND_NAME, "id"), record("n", "\"id\":1,\"name\":\"a\\u0000b\"")));
        assertThat(rowsOf("n", "name, octet_length(name)")).containsExactly(List.of("a\0b", "3"));
    }

    @Test
    void namesThatDifferOnlyInCaseCollide() {
        Run columns = database.load(schema("s", "\"id\":{\"type\":\"integer\"},\"ID\":{\"type\":\"integer\"}"));
        assertThat(columns.exit()).isEqualTo(4);
        assertThat(columns.lastLine()).startsWith("NAME_COLLISION").contains("\"id\" and \"ID\"");
        Run tables = database.load(schema("users", ID_AND_NAME), schema("Users", ID_AND_NAME));
        assertThat(tables.lastLine()).startsWith("NAME_COLLISION").contains("\"users\" and \"Users\"");
    }

    @Test
    void aTableOfAnotherLoaderIsTakenAsItIs() {
        String definition =
                "(ID INTEGER PRIMARY KEY, Name VARCHAR(5), created DATETIME, flag BOOLEAN, price NUMERIC, note, UNIQUE (name))";
        execute("CREATE TABLE %s " + definition, "OLD");
        String properties = ID_AND_NAME + ",\"created\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"flag\":{\"type\":\"boolean\"},\"price\":{\"type\":\"number\"},\"note\":{\"type\":\"string\"}";
        for (String name : List.of("longer than five", "other")) {
            assertLoads(database.load(
                    schema("old", properties, "id"),
                    record(
                            "old",
                            "\"id\":1,\"name\":\"%s\",\"created\":\"2024-01-01T02:00:00.5+02:00\",\"flag\":true,\"price\":0.1,\"note\":\"1.0\""
                                    .formatted(name))));
            assertThat(rowsOf("OLD", "id, name, created, flag, price, note"))
                    .containsExactly(List.of("1", name, "2024-01-01 00:00:00.500000", "1", "0.1", "1.0"));
        }
        assertThat(database.value("SELECT sql FROM sqlite_schema WHERE name = 'OLD'"))
                .endsWith(definition);
    }

    @Test
    void aKeyIsWidenedByANewTableUnlessSomethingHangsOnTheOld() {
        String[] more = {schema("k", "\"id\":{\"type\":\"string\"}", "id"), record("k", "\"id\":\"x\"")};
        assertLoads(database.load(schema("k", ID_AND_NAME, "id"), record("k", "\"id\":1,\"name\":\"a\"")));
        database.execute("CREATE INDEX by_name ON k (name)");
        assertThat(database.load(more).lastLine())
                .startsWith("TABLE_INCOMPATIBLE")
                .contains("hangs on this one");
        database.execute("DROP INDEX by_name");
        assertLoads(database.load(more));
        assertThat(rowsOf("k", "id, name")).containsExactly(List.of("1", "a"), List.of("x", "null"));
    }

    @Test
    void aFileThatIsNoDatabaseOrCannotBeOpenedIsAFailedConnection() throws IOException {
        Run none = database.loadWith(Map.of("path", "/no/such/folder/x.db"), schema("s", ID_AND_NAME));
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.lastLine()).startsWith("CONNECTION_FAILED: SQLite file /no/such/folder/x.db");
        Path text = Files.writeString(Files.createTempFile("no", ".db"), "this is text".repeat(1000));
        Run noDatabase = database.loadWith(Map.of("path", text.toString()), schema("s", ID_AND_NAME));
        assertThat(noDatabase.exit()).isEqualTo(3);
        assertThat(noDatabase.lastLine()).contains("not a database");
        Files.delete(text);
        assertThat(database.loadWith(Map.of("path", "a?b"), schema("s", ID_AND_NAME))
                        .lastLine())
                .startsWith("CONFIG_INVALID")
                .contains("question mark");
    }

    /** Each run waits for ten seconds, so they do it at the same time; the first is the one that tries again. */
    @Test
    void anotherWriterIsWaitedForAndThenNamedAndABatchIsTriedAgain() throws Exception {
        Map<String, Object> attempt = Map.of("retry_attempts", 1);
        Map<String, Object> overwrite = Map.of("load_method", "overwrite", "retry_attempts", 1);
        Map<String, Object> once = Map.of("state_backend", "table", "state_id", "pipeline", "retry_attempts", 1);
        String[] messages = {schema("users", ID_AND_NAME, "id"), record("users", "\"id\":%d".formatted(1)), state(1)};
        assertLoads(database.loadWith(overwrite, messages));
        assertLoads(database.loadWith(once, messages));
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Run> again = CompletableFuture.supplyAsync(() -> database.load(messages));
            List<CompletableFuture<Run>> runs = List.of(
                    CompletableFuture.supplyAsync(() -> database.loadWith(attempt, messages)),
                    CompletableFuture.supplyAsync(() -> database.loadWith(overwrite, messages)),
                    CompletableFuture.supplyAsync(() -> database.loadWith(once, messages)),
                    CompletableFuture.supplyAsync(() -> database.testConnection(Map.of())));
            for (CompletableFuture<Run> run : runs) {
                assertBusy(run.get());
                assertThat(run.get().states()).isEmpty();
            }
            statement.execute("ROLLBACK");
            assertLoads(again.get());
            assertThat(again.get().states()).hasSize(1);
        }
    }

    private static void assertBusy(Run run) {
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.lastLine())
                .startsWith("DESTINATION_BUSY")
                .contains("another process has the file locked")
                .doesNotContain("another run");
    }

    @Test
    void killedAtAnyMomentItHasEmittedNoStateThatTheTableDoesNotCover() throws Exception {
        KilledRun.check(database, SqliteDatabase.SqliteConnector.class);
    }
}
