package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.DialectContract;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class H2TargetTest extends DialectContract {
    @Override
    protected TestDatabase newDatabase() {
        return JdbcDatabase.h2();
    }

    @Override
    protected boolean changesKeys() {
        return false;
    }

    @Override
    protected String epochSeconds(String column) {
        return "CAST(EXTRACT(EPOCH FROM %s) AS BIGINT)".formatted(column);
    }

    @Override
    protected String foreignType() {
        return "INTERVAL DAY";
    }

    @Override
    protected String hex(String column) {
        return "RAWTOHEX(%s)".formatted(column);
    }

    @Override
    protected int maxColumns() {
        return 16_384;
    }

    @Test
    void typesRoundTripAtTheirLimits() {
        String properties = "\"id\":{\"type\":\"integer\"},"
                + "\"s\":{\"type\":\"integer\",\"minimum\":-32768,\"maximum\":32767},"
                + "\"m\":{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647},"
                + "\"h\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551615},"
                + "\"f\":{\"type\":\"number\"},"
                + "\"d38\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":38,\"scale\":10},"
                + "\"b\":{\"type\":\"boolean\"},\"u\":{\"type\":\"string\",\"format\":\"uuid\"},"
                + "\"ts\":{\"type\":\"string\",\"format\":\"date-time\"},\"d\":{\"type\":\"string\",\"format\":\"date\"},"
                + "\"t\":{\"type\":\"string\",\"format\":\"time\"}";
        assertLoads(
                database.load(
                        schema("t", properties, "id"),
                        record(
                                "t",
                                "\"id\":-9223372036854775808,\"s\":-32768,\"m\":2147483647,\"h\":18446744073709551615,"
                                        + "\"f\":12345678901234567890123456789012345678.90,"
                                        + "\"d38\":\"1234567890123456789012345678.0123456789\",\"b\":true,"
                                        + "\"u\":\"F81D4FAE-7dec-11d0-a765-00a0c91e6bf6\",\"ts\":\"2024-02-29T23:59:60.123456789+05:30\","
                                        + "\"d\":\"0001-01-01\",\"t\":\"00:30:00.5+01:00\""),
                        record(
                                "t",
                                "\"id\":9223372036854775807,\"f\":1e-400,\"b\":false,\"ts\":\"0001-01-01T00:00:00\",\"d\":\"9999-12-31\"")));
        assertThat(database.objects("SELECT \"id\", \"s\", \"m\", \"h\", \"f\", \"d38\", \"b\", \"u\", \"ts\","
                        + " CAST(\"d\" AS VARCHAR), CAST(\"t\" AS VARCHAR) FROM PUBLIC.\"t\" ORDER BY 1"))
                .containsExactly(
                        Arrays.asList(
                                Long.MIN_VALUE,
                                -32768,
                                Integer.MAX_VALUE,
                                new BigDecimal("18446744073709551615"),
                                new BigDecimal("12345678901234567890123456789012345678.9"),
                                new BigDecimal("1234567890123456789012345678.0123456789"),
                                true,
                                UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                                OffsetDateTime.parse("2024-02-29T18:30:00.123456Z"),
                                "0001-01-01",
                                "23:30:00.5"),
                        Arrays.asList(
                                Long.MAX_VALUE,
                                null,
                                null,
                                null,
                                new BigDecimal("1E-400"),
                                null,
                                false,
                                null,
                                OffsetDateTime.parse("0001-01-01T00:00:00Z"),
                                "9999-12-31",
                                null));
        assertThat(
                        database.rows(
                                "SELECT data_type FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position"))
                .extracting(row -> row.get(0))
                .containsExactly(
                        "BIGINT",
                        "SMALLINT",
                        "INTEGER",
                        "DECFLOAT",
                        "DECFLOAT",
                        "NUMERIC",
                        "BOOLEAN",
                        "UUID",
                        "TIMESTAMP WITH TIME ZONE",
                        "DATE",
                        "TIME");
    }

    @Test
    void halvesOfSurrogatePairsInJsonAreRefusedAndNulIsKept() {
        Run half = database.load(schema("j", "\"j\":{}"), record("j", "\"j\":[\"\\ud800\"]"));
        assertThat(half.exit()).isEqualTo(4);
        assertThat(half.lastLine()).startsWith("RECORD_INVALID: line 2, stream \"j\": property \"j\"");
        assertLoads(database.load(
                schema("n", ID_AND_NAME + ",\"j\":{}", "id"),
                record("n", "\"id\":1,\"name\":\"a\\u0000b\",\"j\":[\"\\u0000\",\"\\ud83d\\ude00\"]")));
        assertThat(rowsOf("n", "name")).containsExactly(List.of("a\0b"));
    }

    @Test
    void namesMayDifferInCaseOnly() {
        assertLoads(database.load(
                schema("users", "\"id\":{\"type\":\"integer\"},\"ID\":{\"type\":\"integer\"}", "id"),
                schema("Users", ID_AND_NAME, "id"),
                record("users", "\"id\":1,\"ID\":2"),
                record("Users", "\"id\":3")));
        assertThat(rowsOf("users", "id, ID")).containsExactly(List.of("1", "2"));
        assertThat(rowsOf("Users", "id")).containsExactly(List.of("3"));
    }

    @Test
    void noStagingTableStaysBehind() {
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1")));
        assertThat(database.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .containsExactly(List.of("users"));
    }

    @Test
    void statesAreNotKeptInATableSinceDdlCommits() {
        Run run = database.loadWith(
                Map.of("state_backend", "table", "state_id", "x"), schema("users", ID_AND_NAME, "id"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.lastLine()).startsWith("CONFIG_INVALID").contains("commits DDL");
    }
}
