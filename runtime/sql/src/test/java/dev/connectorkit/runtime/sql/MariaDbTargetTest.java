package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.sql.dialect.Identifiers;
import dev.connectorkit.testkit.DialectContract;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class MariaDbTargetTest extends DialectContract {
    @Override
    protected TestDatabase newDatabase() {
        return new MariaDbDatabase();
    }

    @Override
    protected boolean changesKeys() {
        return false;
    }

    @Override
    protected String epochSeconds(String column) {
        return "timestampdiff(SECOND, '1970-01-01', %s)".formatted(column);
    }

    @Override
    protected boolean triesLimits() {
        return false;
    }

    @Override
    protected int maxColumns() {
        return 1017;
    }

    @Override
    protected String textType() {
        return "LONGTEXT";
    }

    @Override
    protected String foreignType() {
        return "POINT";
    }

    @Override
    protected String fitted(String name) {
        return Identifiers.fit("s", name, 64);
    }

    @Test
    void theTestOfAConnectionLeavesNoTableThatItMayNotWrite() {
        String name = ((MariaDbDatabase) database).name();
        database.execute("CREATE USER %s@'%%' IDENTIFIED BY 'x'".formatted(name));
        database.execute("GRANT CREATE, DROP ON %s.* TO %s".formatted(name, name));
        Run run = database.testConnection(Map.of("user", name, "password", "x"));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.lastLine()).startsWith("CONNECTION_FAILED").contains("no table can be made and written");
        assertThat(run.err()).doesNotContain("\"x\"");
        assertThat(database.rows("SHOW TABLES")).isEmpty();
        database.execute("DROP USER " + name);
    }

    @Test
    void typesRoundTripAtTheirLimits() {
        String properties =
                "\"id\":{\"type\":\"integer\"},\"h\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551615},"
                        + "\"f\":{\"type\":\"number\"},\"c\":{\"type\":\"number\",\"multipleOf\":0.01},"
                        + "\"d38\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":38,\"scale\":10},"
                        + "\"b\":{\"type\":\"boolean\"},\"u\":{\"type\":\"string\",\"format\":\"uuid\"},"
                        + "\"ts\":{\"type\":\"string\",\"format\":\"date-time\"},\"d\":{\"type\":\"string\",\"format\":\"date\"},"
                        + "\"t\":{\"type\":\"string\",\"format\":\"time\"}";
        assertLoads(database.load(
                schema("t", properties, "id"),
                record(
                        "t",
                        "\"id\":-9223372036854775808,\"h\":18446744073709551615,\"f\":1.7976931348623157e308,"
                                + "\"c\":123456789012345678901234567890123456.78,"
                                + "\"d38\":\"1234567890123456789012345678.0123456789\",\"b\":true,"
                                + "\"u\":\"F81D4FAE-7dec-11d0-a765-00a0c91e6bf6\",\"ts\":\"2024-02-29T23:59:60.123456789+05:30\","
                                + "\"d\":\"0001-01-01\",\"t\":\"00:30:00.5+01:00\""),
                record(
                        "t",
                        "\"id\":9223372036854775807,\"f\":0.1,\"b\":false,\"ts\":\"0001-01-01T00:00:00\",\"d\":\"9999-12-31\""),
                record("t", "\"id\":1,\"ts\":\"9999-12-31T23:59:59.999999Z\"")));
        assertThat(rowsOf("t", "id, h, f, c, d38, b, u, CAST(ts AS CHAR), CAST(d AS CHAR), CAST(t AS CHAR)"))
                .containsExactly(
                        List.of(
                                "-9223372036854775808",
                                "18446744073709551615",
                                "1.7976931348623157e308",
                                "123456789012345678901234567890123456.78",
                                "1234567890123456789012345678.0123456789",
                                "1",
                                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                                "2024-02-29 18:30:00.123456",
                                "0001-01-01",
                                "23:30:00.500000"),
                        List.of(
                                "1",
                                "null",
                                "null",
                                "null",
                                "null",
                                "null",
                                "null",
                                "9999-12-31 23:59:59.999999",
                                "null",
                                "null"),
                        List.of(
                                "9223372036854775807",
                                "null",
                                "0.1",
                                "null",
                                "null",
                                "0",
                                "null",
                                "0001-01-01 00:00:00.000000",
                                "9999-12-31",
                                "null"));
    }

    @Test
    void keysThatDifferInCaseOrTrailingBlanksAreDifferent() {
        String properties = "\"k\":{\"type\":\"string\"},\"v\":{\"type\":\"string\"}";
        assertLoads(database.load(
                schema("k", properties, "k"),
                record("k", "\"k\":\"a\",\"v\":\"1\""),
                record("k", "\"k\":\"A\",\"v\":\"2\""),
                record("k", "\"k\":\"a \",\"v\":\"3\""),
                record("k", "\"k\":\"a\",\"v\":\"4\"")));
        assertThat(rowsOf("k", "k, v"))
                .containsExactlyInAnyOrder(List.of("a", "4"), List.of("A", "2"), List.of("a ", "3"));
        Run tooLong = database.load(schema("k", properties, "k"), record("k", "\"k\":\"" + "x".repeat(256) + "\""));
        assertThat(tooLong.exit()).isEqualTo(4);
        assertThat(tooLong.lastLine()).startsWith("RECORD_INVALID: line 2, stream \"k\": property \"k\"");
    }

    @Test
    void columnsThatOthersMadeAreTakenAsTheyAre() {
        database.execute(
                "CREATE TABLE %s (id BIGINT PRIMARY KEY, at DATETIME, milli DATETIME(3), t TIME, ts TIMESTAMP NULL,"
                                .formatted(database.table("old"))
                        + " n INT UNSIGNED, b BIGINT UNSIGNED, note TEXT CHARACTER SET utf8mb4)");
        String dateTime = "{\"type\":\"string\",\"format\":\"date-time\"}";
        String stream = schema(
                "old",
                "\"id\":{\"type\":\"integer\"},\"at\":%s,\"milli\":%s,\"t\":{\"type\":\"string\",\"format\":\"time\"},\"ts\":%s,"
                                .formatted(dateTime, dateTime, dateTime)
                        + "\"n\":{\"type\":\"integer\",\"minimum\":-1,\"maximum\":100000},\"b\":{\"type\":\"integer\"},"
                        + "\"note\":{\"type\":\"string\",\"maxLength\":100}",
                "id");
        assertThat(database.plan(stream).states()).isEmpty();
        List<String> messages = new ArrayList<>(
                List.of(
                        stream,
                        record(
                                "old",
                                "\"id\":1,\"at\":\"2024-02-29T01:00:00+01:00\",\"milli\":\"2024-02-29T00:00:00.125Z\",\"t\":\"12:00:00\","
                                        + "\"ts\":\"2038-01-19T03:14:07Z\",\"n\":100000,\"b\":18446744073709551615,\"note\":\"\ud83d\ude00\"")));
        for (String wrong : List.of(
                "\"at\":\"2024-02-29T00:00:00.5Z\"",
                "\"milli\":\"2024-02-29T00:00:00.1255Z\"",
                "\"t\":\"12:00:00.5\"",
                "\"ts\":\"1970-01-01T00:00:00Z\"",
                "\"ts\":\"2038-01-19T03:14:08Z\"",
                "\"n\":-1",
                "\"b\":-1")) {
            messages.add(record("old", "\"id\":2," + wrong));
        }
        messages.add(record("old", "\"id\":3,\"b\":1"));
        Run run = database.loadWith(Map.of("on_invalid", "skip"), messages.toArray(new String[0]));
        assertLoads(run);
        assertThat(rowsOf("old", "id, at, milli, t, ts, n, b, note"))
                .containsExactly(
                        List.of(
                                "1",
                                "2024-02-29 00:00:00",
                                "2024-02-29 00:00:00.125000",
                                "12:00:00",
                                "2038-01-19 03:14:07",
                                "100000",
                                "18446744073709551615",
                                "\ud83d\ude00"),
                        List.of("3", "null", "null", "null", "null", "null", "1", "null"));
        assertThat(database.plan(stream).states()).isEmpty();
    }
}
