package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.session.SessionSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import dev.connectorkit.testkit.DialectContract;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbTargetTest extends DialectContract {
    private static final String NUL = "\\u0000";

    @Override
    protected TestDatabase newDatabase() {
        return new DuckDbDatabase();
    }

    @Override
    protected String epochSeconds(String column) {
        return "epoch(" + column + ")::BIGINT";
    }

    @Override
    protected String foreignType() {
        return "INTERVAL";
    }

    @Test
    void typesRoundTripAtTheirLimits() {
        String properties = "\"id\":{\"type\":\"integer\"},"
                + "\"i\":{\"type\":\"integer\"},"
                + "\"s\":{\"type\":\"integer\",\"minimum\":-32768,\"maximum\":32767},"
                + "\"m\":{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647},"
                + "\"h\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551615},"
                + "\"f\":{\"type\":\"number\"},"
                + "\"c\":{\"type\":\"number\",\"multipleOf\":0.01},"
                + "\"d4\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":4,\"scale\":1},"
                + "\"d9\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":9,\"scale\":3},"
                + "\"d18\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":18,\"scale\":18},"
                + "\"d38\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":38,\"scale\":10},"
                + "\"b\":{\"type\":\"boolean\"},\"u\":{\"type\":\"string\",\"format\":\"uuid\"}";
        assertLoads(database.load(
                schema("t", properties, "id"),
                record(
                        "t",
                        "\"id\":1,\"i\":-9223372036854775808,\"s\":-32768,\"m\":2147483647,\"h\":18446744073709551615,\"f\":0.1,"
                                + "\"c\":123456789012345678901234567890123456.78,\"d4\":\"-999.9\",\"d9\":\"123456.789\","
                                + "\"d18\":\"0.123456789012345678\",\"d38\":\"1234567890123456789012345678.0123456789\",\"b\":true,"
                                + "\"u\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""),
                record(
                        "t",
                        "\"id\":2,\"i\":9223372036854775807,\"s\":32767,\"m\":-2147483648,\"h\":0,\"f\":1.7976931348623157e308,"
                                + "\"c\":1e3,\"d4\":\"+.5\",\"d9\":\"5.\",\"d18\":\"0\",\"d38\":\"-0.1\",\"b\":false,"
                                + "\"u\":\"FFFFFFFF-ffff-ffff-ffff-ffffffffffff\""),
                record("t", "\"id\":3,\"f\":5e-324,\"c\":-0.010")));
        assertThat(rowsOf("t", "id, i, s, m, h, f, c, d4, d9, d18, d38, b, u"))
                .containsExactly(
                        List.of(
                                "1",
                                "-9223372036854775808",
                                "-32768",
                                "2147483647",
                                "18446744073709551615",
                                "0.1",
                                "123456789012345678901234567890123456.78",
                                "-999.9",
                                "123456.789",
                                "0.123456789012345678",
                                "1234567890123456789012345678.0123456789",
                                "true",
                                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                        List.of(
                                "2",
                                "9223372036854775807",
                                "32767",
                                "-2147483648",
                                "0",
                                "1.7976931348623157E308",
                                "1000.00",
                                "0.5",
                                "5.000",
                                "0E-18",
                                "-0.1000000000",
                                "false",
                                "ffffffff-ffff-ffff-ffff-ffffffffffff"),
                        List.of(
                                "3",
                                "null",
                                "null",
                                "null",
                                "null",
                                "4.9E-324",
                                "-0.01",
                                "null",
                                "null",
                                "null",
                                "null",
                                "null",
                                "null"));
        assertThat(
                        database.rows(
                                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 't' ORDER BY column_index"))
                .extracting(row -> row.get(1))
                .containsExactly(
                        "BIGINT",
                        "BIGINT",
                        "SMALLINT",
                        "INTEGER",
                        "HUGEINT",
                        "DOUBLE",
                        "DECIMAL(38,2)",
                        "DECIMAL(4,1)",
                        "DECIMAL(9,3)",
                        "DECIMAL(18,18)",
                        "DECIMAL(38,10)",
                        "BOOLEAN",
                        "UUID");
    }

    @Test
    void datesAndTimesKeepTheInstant() {
        String properties = "\"id\":{\"type\":\"integer\"},\"ts\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"d\":{\"type\":\"string\",\"format\":\"date\"},\"t\":{\"type\":\"string\",\"format\":\"time\"}";
        assertLoads(database.load(
                schema("t", properties, "id"),
                record("t", "\"id\":1,\"ts\":\"2024-02-29T23:59:60Z\",\"d\":\"0001-01-01\",\"t\":\"23:59:59.999999\""),
                record(
                        "t",
                        "\"id\":2,\"ts\":\"2024-01-01T00:00:00.123456789+05:30\",\"d\":\"9999-12-31\",\"t\":\"00:30:00+01:00\""),
                record("t", "\"id\":3,\"ts\":\"0001-01-01 00:00:00\""),
                record("t", "\"id\":4,\"ts\":\"9999-12-31T23:59:59.999999Z\"")));
        assertThat(rowsOf("t", "id, epoch_us(ts), d::VARCHAR, t::VARCHAR"))
                .containsExactly(
                        List.of("1", "1709251200000000", "0001-01-01", "23:59:59.999999"),
                        List.of("2", "1704047400123456", "9999-12-31", "23:30:00"),
                        List.of("3", "-62135596800000000", "null", "null"),
                        List.of("4", "253402300799999999", "null", "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.141592653589793238", "0.12345678901234567", "1e400", "123456789012345678901", "1e-400"})
    void aNumberThatADoubleWouldChangeIsRefused(String number) {
        Run run = database.load(schema("f", "\"f\":{\"type\":\"number\"}"), record("f", "\"f\":" + number));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("RECORD_INVALID: line 2, stream \"f\": property \"f\"")
                .contains("multipleOf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "1e22",
                "123456789012345",
                "9007199254740993e3",
                "0.30000000000000004",
                "1e-300",
                "-2.5",
                "2e23",
                "100000000000000000000",
                "0e999",
                "1180591620717411303424"
            })
    void aNumberThatADoubleGivesBackIsLoaded(String number) {
        assertLoads(database.load(schema("f", "\"f\":{\"type\":\"number\"}"), record("f", "\"f\":" + number)));
        assertThat(database.value("SELECT f FROM " + database.table("f")))
                .satisfies(loaded -> assertThat(Double.parseDouble(loaded)).isEqualTo(Double.parseDouble(number)));
    }

    @Test
    void fillsARowGroupByABatchWhereTheSettingsDoNotSayHowManyRows() {
        Connector connector = new DuckDbDatabase.DuckDbConnector();
        Settings settings = new SettingsReader(connector.info())
                .read(JsonNodeFactory.instance.objectNode().put("path", "t.duckdb"));
        assertThat(SessionSettings.from(settings, connector.open(settings))
                        .limits()
                        .maxRows())
                .isEqualTo(122_880);
    }

    /** DuckDB writes such rows to the file before they are committed. */
    @Test
    void aRefusedBatchOfMoreThanARowGroupLeavesNoRow() {
        database.execute("CREATE TABLE %s (id BIGINT CHECK (id < 130000))".formatted(database.table("g")));
        String[] messages = IntStream.rangeClosed(0, 130_000)
                .mapToObj(i -> i == 0 ? schema("g", "\"id\":{\"type\":\"integer\"}") : record("g", "\"id\":" + i))
                .toArray(String[]::new);
        assertThat(database.loadWith(Map.of("batch_size_rows", 200_000), messages)
                        .exit())
                .isEqualTo(5);
        assertThat(database.value("SELECT count(*) FROM " + database.table("g")))
                .isEqualTo("0");
        assertLoads(database.loadWith(Map.of(), Arrays.copyOf(messages, 129_999)));
        assertThat(database.value("SELECT count(DISTINCT id) FROM " + database.table("g")))
                .isEqualTo("129998");
    }

    @Test
    void decimalsThatDoNotFitAreRefused() {
        String properties = "\"d\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":5,\"scale\":2}";
        assertThat(database.load(schema("d", properties), record("d", "\"d\":\"1.234\""))
                        .lastLine())
                .startsWith("RECORD_INVALID: line 2")
                .contains("behind the point");
        assertThat(database.load(schema("d", properties), record("d", "\"d\":\"1234\""))
                        .lastLine())
                .startsWith("RECORD_INVALID: line 2")
                .contains("before the point");
        assertLoads(database.load(schema("d", properties), record("d", "\"d\":\"-999.9900\"")));
        assertThat(database.value("SELECT d FROM " + database.table("d"))).isEqualTo("-999.99");
    }

    @Test
    void keepsNulCharacters() {
        assertLoads(database.load(
                schema("n", ID_AND_NAME + ",\"j\":{\"type\":\"object\"}", "id"),
                record("n", "\"id\":1,\"name\":\"a" + NUL + "b\",\"j\":{\"k\":\"" + NUL + "\"}")));
        assertThat(rowsOf("n", "name, j")).containsExactly(List.of("a\0b", "{\"k\":\"" + NUL + "\"}"));
    }

    @Test
    void jsonIsKeptToTheLetter() {
        String json = "{\"b\": 1.50, \"a\" : [ 1e5,\t{} ], \"a\":null}";
        assertLoads(database.load(schema("j", "\"j\":{\"type\":\"object\"}"), record("j", "\"j\":" + json)));
        assertThat(database.value("SELECT j FROM " + database.table("j"))).isEqualTo(json);
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
    void existingColumnsAreFoundInAnyCase() {
        database.load(schema("seed", ID_AND_NAME));
        execute("CREATE TABLE %s (ID BIGINT PRIMARY KEY, Name VARCHAR)", "USERS");
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1,\"name\":\"a\"")));
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1,\"name\":\"b\"")));
        assertThat(rowsOf("USERS", "id, name")).containsExactly(List.of("1", "b"));
    }

    @Test
    void aSchemaMayHaveTheNameOfTheFile() {
        assertLoads(database.loadWith(
                Map.of("default_target_schema", "test"),
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":1"),
                record("users", "\"id\":1")));
        assertThat(database.value("SELECT count(*) FROM test.test.users")).isEqualTo("1");
    }

    @Test
    void anExistingTableKeepsItsTypesAndTheValuesFollowThem() {
        database.load(schema("seed", ID_AND_NAME));
        execute(
                "CREATE TABLE %s (id HUGEINT PRIMARY KEY, ts TIMESTAMP, d TIMESTAMP, f FLOAT, t TINYINT, v VARCHAR)",
                "old");
        String properties = "\"id\":{\"type\":\"integer\"},\"ts\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"d\":{\"type\":\"string\",\"format\":\"date\"},\"f\":{\"type\":\"number\"},"
                + "\"v\":{\"type\":\"object\"}";
        assertLoads(database.load(
                schema("old", properties, "id"),
                record("old", "\"id\":1,\"ts\":\"2024-01-01T02:00:00+02:00\",\"d\":\"2024-01-01\",\"v\":{\"a\":1}")));
        assertThat(rowsOf("old", "id, ts::VARCHAR, d::VARCHAR, v"))
                .containsExactly(List.of("1", "2024-01-01 00:00:00", "2024-01-01 00:00:00", "{\"a\":1}"));
    }

    @Test
    void aKeyIsWidenedByANewTableUnlessSomethingHangsOnTheOld() {
        String small = "\"id\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":9}";
        String[] more = {schema("k", "\"id\":{\"type\":\"integer\"}", "id"), record("k", "\"id\":100000")};
        assertLoads(database.load(schema("k", small, "id"), record("k", "\"id\":1")));
        execute("CREATE INDEX by_id ON %s (id)", "k");
        Run run = database.load(more);
        assertThat(run.lastLine()).startsWith("TABLE_INCOMPATIBLE").contains("hangs on this one");
        database.execute("DROP INDEX by_id");
        assertLoads(database.load(more));
        assertThat(rowsOf("k", "id, typeof(id)")).containsExactly(List.of("1", "BIGINT"), List.of("100000", "BIGINT"));
    }

    @Test
    void aFileThatAnotherProcessHasOpenIsBusy() throws Exception {
        database.load(schema("seed", ID_AND_NAME));
        Path file = ((DuckDbDatabase) database).file();
        ProcessBuilder builder = new ProcessBuilder(ChildProcess.command(FileHolder.class, file.toString()));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process holder = builder.start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("open");
            Run run = database.load(schema("users", ID_AND_NAME));
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.lastLine())
                    .startsWith("DESTINATION_BUSY: DuckDB file " + file)
                    .contains("PID " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsAFailedConnection() throws IOException {
        Run none = database.loadWith(Map.of("path", "/no/such/folder/x.duckdb"), schema("s", ID_AND_NAME));
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.lastLine()).startsWith("CONNECTION_FAILED: DuckDB file /no/such/folder/x.duckdb");
        Path text = Files.writeString(Files.createTempFile("no", ".duckdb"), "this is text".repeat(1000));
        Run noDatabase = database.loadWith(Map.of("path", text.toString()), schema("s", ID_AND_NAME));
        assertThat(noDatabase.exit()).isEqualTo(3);
        assertThat(noDatabase.lastLine()).contains("not a valid DuckDB database file");
        Files.delete(text);
        assertThat(database.loadWith(Map.of("path", "a;b"), schema("s", ID_AND_NAME))
                        .lastLine())
                .startsWith("CONFIG_INVALID")
                .contains("semicolon");
    }

    @Test
    void killedAtAnyMomentItHasEmittedNoStateThatTheTableDoesNotCover() throws Exception {
        KilledRun.check(database, DuckDbDatabase.DuckDbConnector.class);
    }
}
