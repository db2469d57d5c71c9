package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.json;
import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectorkit.runtime.sql.dialect.Identifiers;
import dev.connectorkit.testkit.DialectContract;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTargetTest extends DialectContract {
    private static final String NUL = "\\u0000";

    @Override
    protected TestDatabase newDatabase() {
        return new PostgresDatabase();
    }

    @Override
    protected String epochSeconds(String column) {
        return "extract(epoch FROM " + column + ")::bigint";
    }

    @Override
    protected String hex(String column) {
        return "encode(%s, 'hex')".formatted(column);
    }

    @Override
    protected int maxColumns() {
        return 1600;
    }

    @Override
    protected String jsonText(String json) {
        return json.replace(":", ": ").replace(",", ", ");
    }

    @Override
    protected String fitted(String name) {
        return name.length() <= 63 ? name : Identifiers.fit("s", name, 63);
    }

    private String schemaName() {
        return ((PostgresDatabase) database).schema();
    }

    private List<String> typesOf(String table) {
        return database
                .rows("SELECT format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END"
                        + " FROM pg_attribute WHERE attnum > 0 AND attrelid = '%s'::regclass ORDER BY attnum"
                                .formatted(database.table(table)))
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void typesRoundTripAtTheirLimits() {
        String properties = "\"id\":{\"type\":\"integer\"},"
                + "\"i\":{\"type\":\"integer\"},"
                + "\"s\":{\"type\":\"integer\",\"minimum\":-32768,\"maximum\":32767},"
                + "\"m\":{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647},"
                + "\"h\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551615},"
                + "\"f\":{\"type\":\"number\"},"
                + "\"d38\":{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":38,\"scale\":10},"
                + "\"b\":{\"type\":\"boolean\"},\"u\":{\"type\":\"string\",\"format\":\"uuid\"},"
                + "\"t\":{\"type\":\"string\",\"maxLength\":5},\"j\":{\"type\":\"array\"}";
        assertLoads(database.load(
                schema("t", properties, "id"),
                record(
                        "t",
                        "\"id\":1,\"i\":-9223372036854775808,\"s\":-32768,\"m\":2147483647,\"h\":18446744073709551615,"
                                + "\"f\":12345678901234567890123456789012345678.90,"
                                + "\"d38\":\"1234567890123456789012345678.0123456789\",\"b\":true,"
                                + "\"u\":\"F81D4FAE-7dec-11d0-a765-00a0c91e6bf6\",\"t\":\"ééééé\",\"j\":[]"),
                record(
                        "t",
                        "\"id\":2,\"i\":9223372036854775807,\"s\":32767,\"m\":-2147483648,\"h\":0,\"f\":-1.5e-3,"
                                + "\"d38\":\"-.5\",\"b\":false")));
        assertThat(rowsOf("t", "id, i, s, m, h, f, d38, b, u, t, j"))
                .containsExactly(
                        List.of(
                                "1",
                                "-9223372036854775808",
                                "-32768",
                                "2147483647",
                                "18446744073709551615",
                                "12345678901234567890123456789012345678.90",
                                "1234567890123456789012345678.0123456789",
                                "t",
                                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                                "ééééé",
                                "[]"),
                        List.of(
                                "2",
                                "9223372036854775807",
                                "32767",
                                "-2147483648",
                                "0",
                                "-0.0015",
                                "-0.5000000000",
                                "f",
                                "null",
                                "null",
                                "null"));
        assertThat(typesOf("t"))
                .containsExactly(
                        "bigint not null",
                        "bigint",
                        "smallint",
                        "integer",
                        "numeric",
                        "numeric",
                        "numeric(38,10)",
                        "boolean",
                        "uuid",
                        "text",
                        "jsonb");
    }

    @Test
    void datesAndTimesKeepTheInstantWhateverTheRolesTimeZone() {
        String properties = "\"id\":{\"type\":\"integer\"},\"ts\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"d\":{\"type\":\"string\",\"format\":\"date\"},\"t\":{\"type\":\"string\",\"format\":\"time\"}";
        database.execute("ALTER ROLE CURRENT_USER SET timezone TO 'Asia/Tokyo'");
        try {
            assertLoads(database.load(
                    schema("t", properties, "id"),
                    record(
                            "t",
                            "\"id\":1,\"ts\":\"2024-02-29T23:59:60Z\",\"d\":\"0001-01-01\",\"t\":\"23:59:59.999999\""),
                    record(
                            "t",
                            "\"id\":2,\"ts\":\"2024-01-01T00:00:00.1234569+05:30\",\"d\":\"9999-12-31\",\"t\":\"00:30:00+01:00\""),
                    record("t", "\"id\":3,\"ts\":\"0001-01-01 00:00:00\",\"d\":\"2024-02-29\""),
                    record("t", "\"id\":4,\"ts\":\"9999-12-31T23:59:59.999999-23:59\""),
                    record("t", "\"id\":5,\"ts\":\"0001-01-01T00:00:00+01:00\""),
                    record("t", "\"id\":6,\"ts\":\"1969-12-31t23:59:59.5z\"")));
        } finally {
            database.execute("ALTER ROLE CURRENT_USER RESET timezone");
        }
        assertThat(rowsOf("t", "id, (extract(epoch FROM ts) * 1000000)::bigint, d, t"))
                .containsExactly(
                        List.of("1", "1709251200000000", "0001-01-01", "23:59:59.999999"),
                        List.of("2", "1704047400123456", "9999-12-31", "23:30:00"),
                        List.of("3", "-62135596800000000", "2024-02-29", "null"),
                        List.of("4", "253402387139999999", "null", "null"),
                        List.of("5", "-62135600400000000", "null", "null"),
                        List.of("6", "-500000", "null", "null"));
    }

    @Test
    void nulCharactersAreRefusedWhereTheyStand() {
        Run text = database.load(
                schema("n", ID_AND_NAME, "id"),
                record("n", "\"id\":1"),
                record("n", "\"id\":2,\"name\":\"a" + NUL + "b\""));
        assertThat(text.exit()).isEqualTo(4);
        assertThat(text.lastLine())
                .startsWith("RECORD_INVALID: line 3, stream \"n\": property \"name\"")
                .contains("NUL");
        assertThat(rowsOf("n", "id")).containsExactly(List.of("1"));
        for (String json :
                List.of("{\"k\":\"" + NUL + "\"}", "[\"\\ud800\"]", "[\"x\\udc00\\ud800\"]", "\"" + NUL + "\"")) {
            Run run = database.load(schema("j", "\"j\":{}"), record("j", "\"j\":" + json));
            assertThat(run.exit()).as(json).isEqualTo(4);
            assertThat(run.lastLine()).startsWith("RECORD_INVALID: line 2, stream \"j\": property \"j\"");
        }
        assertLoads(database.load(
                schema("j", "\"j\":{}"), record("j", "\"j\":[\"\\\\u0000\",\"\\ud83d\\ude00\",\"\\\\\\\\u0000\"]")));
    }

    @Test
    void nulCharactersAreReplacedWhereAsked() {
        assertLoads(database.loadWith(
                Map.of("sanitize_null_text_characters", true),
                schema("n", ID_AND_NAME + ",\"j\":{}", "id"),
                record("n", "\"id\":1,\"name\":\"a" + NUL + "b\",\"j\":{\"k\":\"x" + NUL + "y\\ud800\"}"),
                record("n", "\"id\":2,\"j\":\"" + NUL + "\"")));
        assertThat(rowsOf("n", "id, name, j->>'k', j#>>'{}'"))
                .extracting(row -> row.get(1) + row.get(2))
                .containsExactly("a\ufffdbx\ufffdy\ufffd", "nullnull");
        assertThat(database.value("SELECT j#>>'{}' FROM %s WHERE id = 2".formatted(database.table("n"))))
                .isEqualTo("\ufffd");
    }

    @Test
    void namesMayDifferInCaseOnly() {
        assertLoads(database.load(
                schema("users", "\"id\":{\"type\":\"integer\"},\"ID\":{\"type\":\"integer\"}", "id"),
                schema("Users", ID_AND_NAME, "id"),
                record("users", "\"id\":1,\"ID\":2"),
                record("Users", "\"id\":3")));
        assertThat(rowsOf("users", "id, \"ID\"")).containsExactly(List.of("1", "2"));
        assertThat(rowsOf("Users", "id")).containsExactly(List.of("3"));
    }

    @Test
    void aTableOfAnotherLoaderIsTakenAsItIs() {
        database.load(schema("seed", ID_AND_NAME));
        String definition =
                "(id bigint PRIMARY KEY, name character varying, short character varying(20), amount double precision,"
                        + " created timestamp without time zone, tags text[], sizes bigint[], props jsonb[], raw json, flag boolean,"
                        + " price numeric, day timestamp with time zone, code uuid, note text)";
        execute("CREATE TABLE %s " + definition, "old");
        List<String> before = typesOf("old");
        String properties = "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},"
                + "\"short\":{\"type\":\"string\",\"maxLength\":20},\"amount\":{\"type\":\"number\"},"
                + "\"created\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"tags\":{\"type\":\"array\"},\"sizes\":{\"type\":\"array\"},"
                + "\"props\":{\"type\":\"array\"},\"raw\":{\"type\":\"object\"},\"flag\":{\"type\":\"boolean\"},"
                + "\"price\":{\"type\":\"integer\"},\"day\":{\"type\":\"string\",\"format\":\"date\"},"
                + "\"code\":{\"type\":\"string\",\"format\":\"uuid\"},\"note\":{\"type\":\"object\"}";
        assertLoads(database.load(
                schema("old", properties, "id"),
                record(
                        "old",
                        "\"id\":1,\"name\":\"n\",\"short\":\"éééééééééééééééééééé\",\"amount\":0.1,"
                                + "\"created\":\"2024-01-01T02:00:00+02:00\",\"tags\":[\"a,b\",\"\",null,\"x\\\"y\\\\z\\t\",\"{\",\"NULL\",1],"
                                + "\"sizes\":[1,-9223372036854775808],\"props\":[{\"a\": 1},[1,2],\"t\",null,2.50],"
                                + "\"raw\":{\"b\":1, \"a\":\"\\u0000\"},\"flag\":true,\"price\":7,\"day\":\"2024-01-01\","
                                + "\"code\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\",\"note\":{\"x\": [1]}")));
        assertThat(typesOf("old")).isEqualTo(before);
        assertThat(rowsOf(
                        "old",
                        "id, short, amount, created, raw, price, day AT TIME ZONE 'UTC', note, array_to_json(tags),"
                                + " sizes, array_to_json(props)"))
                .containsExactly(List.of(
                        "1",
                        "éééééééééééééééééééé",
                        "0.1",
                        "2024-01-01 00:00:00",
                        "{\"b\":1, \"a\":\"\\u0000\"}",
                        "7",
                        "2024-01-01 00:00:00",
                        "{\"x\": [1]}",
                        "[\"a,b\",\"\",null,\"x\\\"y\\\\z\\t\",\"{\",\"NULL\",\"1\"]",
                        "{1,-9223372036854775808}",
                        "[{\"a\": 1},[1, 2],\"t\",null,2.50]"));
        Run wrong = database.load(schema("old", properties, "id"), record("old", "\"id\":2,\"sizes\":[\"x\"]"));
        assertThat(wrong.lastLine()).startsWith("RECORD_INVALID: line 2, stream \"old\": property \"sizes\"");
        Run inexact = database.load(
                schema("old", properties, "id"), record("old", "\"id\":2,\"amount\":1.2345678901234567890"));
        assertThat(inexact.lastLine()).startsWith("RECORD_INVALID: line 2").contains("\"amount\"");
    }

    @Test
    void timesOfAnotherLoaderGetAllDigitsOfASecondAndKeepTheirRows() {
        database.load(schema("seed", ID_AND_NAME));
        execute(
                "CREATE TABLE %s (id bigint PRIMARY KEY, a timestamp(0) DEFAULT '2000-01-01', b timestamptz(3),"
                        + " c time(2), d timestamp(6), e timestamp(0))",
                "times");
        execute(
                "INSERT INTO %s VALUES (0, DEFAULT, '2024-01-01T00:00:00.125Z', '12:00:00.25', '2024-01-01', '2024-01-01')",
                "times");
        String dateTime = "{\"type\":\"string\",\"format\":\"date-time\"}";
        String stream = schema(
                "times",
                "\"id\":{\"type\":\"integer\"},\"a\":%s,\"b\":%s,\"c\":{\"type\":\"string\",\"format\":\"time\"},\"d\":%s,\"e\":{\"type\":\"string\",\"format\":\"date\"}"
                        .formatted(dateTime, dateTime, dateTime),
                "id");
        String exact = record("times", "\"id\":1,\"a\":\"2024-01-01T01:00:00+01:00\",\"b\":\"2024-01-01T00:00:00.5Z\"");
        String finer = record(
                "times",
                "\"id\":2,\"a\":\"2024-01-01T01:00:00.123456+01:00\",\"b\":\"2024-01-01T00:00:00.123456Z\",\"c\":\"12:00:00.123456\",\"e\":\"2024-01-02\"");
        Run fails = database.loadWith(Map.of("evolve", "fail"), stream, exact);
        assertThat(fails.lastLine()).startsWith("TABLE_INCOMPATIBLE").contains("timestamp without time zone");
        Map<String, Object> ignoring = Map.of("evolve", "ignore");
        assertLoads(database.loadWith(ignoring, stream, exact));
        for (String property : List.of("a", "b", "c")) {
            String value = property.equals("c") ? "12:00:00.123456" : "2024-01-01T00:00:00.123456Z";
            Run refused = database.loadWith(
                    ignoring, stream, record("times", "\"id\":3,\"%s\":\"%s\"".formatted(property, value)));
            assertThat(refused.lastLine())
                    .startsWith("RECORD_INVALID: line 2, stream \"times\": property \"" + property + "\"")
                    .contains("more digits of a second");
        }
        assertLoads(database.load(stream, finer));
        assertThat(typesOf("times"))
                .containsExactly(
                        "bigint not null",
                        "timestamp without time zone",
                        "timestamp with time zone",
                        "time without time zone",
                        "timestamp(6) without time zone",
                        "timestamp(0) without time zone");
        assertThat(rowsOf("times", "id, a, b AT TIME ZONE 'UTC', c, d, e"))
                .containsExactly(
                        List.of(
                                "0",
                                "2000-01-01 00:00:00",
                                "2024-01-01 00:00:00.125",
                                "12:00:00.25",
                                "2024-01-01 00:00:00",
                                "2024-01-01 00:00:00"),
                        List.of("1", "2024-01-01 00:00:00", "2024-01-01 00:00:00.5", "null", "null", "null"),
                        List.of(
                                "2",
                                "2024-01-01 00:00:00.123456",
                                "2024-01-01 00:00:00.123456",
                                "12:00:00.123456",
                                "null",
                                "2024-01-02 00:00:00"));
        assertThat(database.plan(stream).states()).isEmpty();
    }

    /**
     * The first is the table that target-postgres 0.8.1 made of this stream, in a run with add_record_metadata; the second the
     * statement that Mage's build_create_table_command gives for it with the types of its postgresql destination (mage-ai at
     * 5640c790a, destinations/sql/utils.py and destinations/postgresql).
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(id BIGINT NOT NULL, name TEXT, price NUMERIC, active BOOLEAN, at TIMESTAMP WITHOUT TIME ZONE, day DATE,"
                        + " tags TEXT[], props JSONB, _sdc_extracted_at TIMESTAMP, _sdc_received_at TIMESTAMP,"
                        + " _sdc_batched_at TIMESTAMP, _sdc_deleted_at TIMESTAMP, _sdc_sequence BIGINT,"
                        + " _sdc_table_version BIGINT, _sdc_sync_started_at BIGINT, PRIMARY KEY (id)); true",
                "(id BIGINT, name TEXT, price DOUBLE PRECISION, active BOOLEAN, at TIMESTAMPTZ, day TEXT, tags TEXT[],"
                        + " props JSONB, _mage_created_at TIMESTAMPTZ, _mage_updated_at TIMESTAMPTZ,"
                        + " CONSTRAINT unique_public___orders__id UNIQUE (id), PRIMARY KEY (id)); false"
            })
    void tablesOfTargetPostgresAndOfMageAreTakenAsTheyAre(String definition, boolean metadata) {
        database.load(schema("seed", ID_AND_NAME));
        execute("CREATE TABLE %s " + definition, "orders");
        for (String id : List.of("1", "2")) {
            execute(
                    "INSERT INTO %s (id, name, price, active, at, day, tags, props) VALUES (" + id
                            + ", 'old', 12.5, true, '2024-01-01 00:00:00', '2024-02-29', '{a,b}', '{\"x\": 1}')",
                    "orders");
        }
        List<String> before = typesOf("orders");
        Map<String, Object> settings = Map.of("add_record_metadata", metadata);
        String properties = ID_AND_NAME + ",\"price\":{\"type\":\"number\"},\"active\":{\"type\":\"boolean\"},"
                + "\"at\":{\"type\":\"string\",\"format\":\"date-time\"},\"day\":{\"type\":\"string\",\"format\":\"date\"},"
                + "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"props\":{\"type\":\"object\"}";
        String orders = schema("orders", properties, "id");
        String values = "\"price\":12.5,\"active\":true,\"at\":\"2024-01-01T02:00:00+02:00\","
                + "\"day\":\"2024-02-29\",\"tags\":[\"a\",\"b\"],\"props\":{\"x\":1}";
        assertThat(database.planWith(settings, orders).states()).isEmpty();
        assertLoads(database.loadWith(
                settings,
                orders,
                record("orders", "\"id\":2,\"name\":\"upserted\"," + values),
                record("orders", "\"id\":3,\"name\":\"new\"," + values)));
        assertThat(typesOf("orders")).isEqualTo(before);
        assertThat(
                        rowsOf(
                                "orders",
                                "id, name, price, active, extract(epoch FROM at)::bigint, day::text, array_to_json(tags), props"))
                .containsExactly(
                        List.of("1", "old", "12.5", "t", "1704067200", "2024-02-29", "[\"a\",\"b\"]", "{\"x\": 1}"),
                        List.of(
                                "2",
                                "upserted",
                                "12.5",
                                "t",
                                "1704067200",
                                "2024-02-29",
                                "[\"a\",\"b\"]",
                                "{\"x\": 1}"),
                        List.of("3", "new", "12.5", "t", "1704067200", "2024-02-29", "[\"a\",\"b\"]", "{\"x\": 1}"));
    }

    @Test
    void aColumnOfFixedLengthBecomesText() {
        database.load(schema("seed", ID_AND_NAME));
        execute("CREATE TABLE %s (id integer PRIMARY KEY, name character varying(3), n numeric(5,2))", "short");
        assertLoads(database.load(
                schema("short", ID_AND_NAME + ",\"n\":{\"type\":\"number\"}", "id"),
                record("short", "\"id\":9223372036854775807,\"name\":\"longer\",\"n\":1.23456789")));
        assertThat(typesOf("short")).containsExactly("bigint not null", "text", "numeric");
        assertThat(rowsOf("short", "id, name, n"))
                .containsExactly(List.of("9223372036854775807", "longer", "1.23456789"));
    }

    @Test
    void twoProcessesMayMakeTheSameTableAtOnce() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 4; round++) {
                List<Future<Run>> results = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    String properties = ID_AND_NAME
                            + ",\"p%d\":{\"type\":[\"string\",\"null\"]},\"c%d\":{\"type\":\"string\"}"
                                    .formatted(round, round);
                    String record = record("shared", "\"id\":%d".formatted(i));
                    results.add(runs.submit(() -> database.load(schema("shared", properties, "id"), record)));
                }
                for (Future<Run> result : results) {
                    assertLoads(result.get());
                }
            }
        } finally {
            runs.shutdown();
        }
        assertThat(rowsOf("shared", "id")).hasSize(6);
    }

    /** In each round both runs find the same table, and widen and add columns, some of them the same. */
    @Test
    void twoProcessesMayChangeTheSameTableAtOnce() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 12; round++) {
                String table = "changed" + round;
                database.load(schema("seed", ID_AND_NAME));
                execute("CREATE TABLE %s (id integer PRIMARY KEY, name character varying(3))", table);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Run>> results = new ArrayList<>();
                for (int run = 0; run < 2; run++) {
                    String[] messages = {
                        schema(
                                table,
                                ID_AND_NAME
                                        + ",\"a\":{\"type\":\"string\"},\"b%d\":{\"type\":\"integer\"}".formatted(run),
                                "id"),
                        record(table, "\"id\":%d,\"name\":\"longer\",\"a\":\"x\",\"b%d\":%d".formatted(run, run, run))
                    };
                    results.add(runs.submit(() -> {
                        together.await();
                        return database.load(messages);
                    }));
                }
                for (Future<Run> result : results) {
                    assertLoads(result.get());
                }
                assertThat(rowsOf(table, "id, name, a, b0, b1"))
                        .containsExactly(
                                List.of("0", "longer", "x", "0", "null"), List.of("1", "longer", "x", "null", "1"));
                assertThat(typesOf(table)).hasSize(5).startsWith("bigint not null", "text");
            }
        } finally {
            runs.shutdown();
        }
    }

    @Test
    void sessionsThatWriteTheSameRowsInAnotherOrderDoNotFail() throws Exception {
        assertLoads(database.load(schema("users", ID_AND_NAME, "id")));
        ExecutorService runs = Executors.newFixedThreadPool(2);
        try {
            List<String> up = new ArrayList<>(List.of(schema("users", ID_AND_NAME, "id")));
            List<String> down = new ArrayList<>(up);
            for (int i = 0; i < 20_000; i++) {
                up.add(record("users", "\"id\":%d,\"name\":\"up\"".formatted(i % 2000)));
                down.add(record("users", "\"id\":%d,\"name\":\"down\"".formatted(1999 - i % 2000)));
            }
            Map<String, Object> small = Map.of("batch_size_rows", 500);
            Future<Run> first = runs.submit(() -> database.loadWith(small, up.toArray(new String[0])));
            Future<Run> second = runs.submit(() -> database.loadWith(small, down.toArray(new String[0])));
            assertLoads(first.get());
            assertLoads(second.get());
        } finally {
            runs.shutdown();
        }
        assertThat(rowsOf("users", "id")).hasSize(2000);
    }

    @Test
    void aWrongPasswordOrDatabaseOrHostSaysSoWithoutThePassword() throws Exception {
        Run database404 = database.loadWith(Map.of("database", "no_such_db"), schema("s", ID_AND_NAME));
        assertThat(database404.exit()).isEqualTo(3);
        assertThat(database404.lastLine())
                .startsWith("CONNECTION_FAILED: PostgreSQL at ")
                .contains("database \"no_such_db\"")
                .contains("no such database");
        Run host404 = database.loadWith(Map.of("host", "no-such-host.invalid"), schema("s", ID_AND_NAME));
        assertThat(host404.exit()).isEqualTo(3);
        assertThat(host404.lastLine()).contains("no-such-host.invalid").contains("no host of that name");
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        Run port404 = database.loadWith(
                Map.of("port", closedPort, "host", "127.0.0.1", "password", "hunter2"), schema("s", ID_AND_NAME));
        assertThat(port404.exit()).isEqualTo(3);
        assertThat(port404.lastLine()).contains("127.0.0.1:" + closedPort).contains("nobody answers there");
        assertThat(port404.err()).doesNotContain("hunter2");
    }

    @Test
    void aRefusedLoginSaysSo() {
        Run run = database.loadWith(Map.of("user", "no_such_role", "password", "hunter2"), schema("s", ID_AND_NAME));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.lastLine())
                .startsWith("CONNECTION_FAILED")
                .contains("user \"no_such_role\"")
                .contains("refused");
        assertThat(run.err()).doesNotContain("hunter2");
    }

    @Test
    void theUrlOverridesThePartsAndIsDecoded() {
        database.execute("CREATE DATABASE \"odd db@/%s\"".formatted(schemaName()));
        database.execute("CREATE ROLE \"odd:user_%s\" LOGIN SUPERUSER PASSWORD 'p@ss/%%:w'".formatted(schemaName()));
        try {
            PostgresServer server = PostgresDatabase.server();
            String url =
                    "postgresql+psycopg2://odd%%3Auser_%s:p%%40ss%%2F%%25%%3Aw@%s:%d/odd%%20db%%40%%2F%s?application_name=from%%20url&sslmode=prefer"
                            .formatted(schemaName(), server.host(), server.port(), schemaName());
            Run run = database.loadWith(
                    Map.of("sqlalchemy_url", url, "host", "no-such-host.invalid"),
                    schema("users", ID_AND_NAME, "id"),
                    record("users", "\"id\":1"));
            assertLoads(run);
        } finally {
            database.execute("DROP DATABASE \"odd db@/%s\"".formatted(schemaName()));
            database.execute("DROP ROLE \"odd:user_%s\"".formatted(schemaName()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@h/d",
                "postgresql://u:hunter2@h",
                "postgresql://u:hunter2@h:port/d",
                "nonsense hunter2",
                "postgresql://u:hunter2@h/d?nonsense=1",
                "postgresql://u:hunter2@/d?host=/var/run/postgresql",
                "postgresql://u:hunter2%zz@h/d"
            })
    void aUrlThatCannotBeReadIsRefusedWithoutRepeatingIt(String url) {
        Run run = database.loadWith(Map.of("sqlalchemy_url", url), schema("s", ID_AND_NAME));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.lastLine()).startsWith("CONFIG_INVALID: configuration: setting \"sqlalchemy_url\"");
        assertThat(run.err()).doesNotContain("hunter2");
    }

    @Test
    void aTunnelIsRefusedByName() {
        Run run = database.loadWith(
                Map.of("ssh_tunnel", Map.of("enable", true, "host", "bastion")), schema("s", ID_AND_NAME));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.lastLine())
                .startsWith("CONFIG_INVALID")
                .contains("ssh_tunnel")
                .contains("ssh -L");
        assertLoads(database.loadWith(Map.of("ssh_tunnel", Map.of("enable", false)), schema("s", ID_AND_NAME)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate_version", "process_activate_version_messages"})
    void versionsAreNotActivatedWhereEitherNameOfTheSettingIsOff(String setting) {
        String[] messages = {
            schema("users", ID_AND_NAME, "id"),
            "{\"type\":\"RECORD\",\"stream\":\"users\",\"version\":1,\"record\":{\"id\":1}}",
            "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"users\",\"version\":2}"
        };
        Map<String, Object> hard = Map.of("add_record_metadata", true, "hard_delete", true);
        Map<String, Object> off = Map.of("add_record_metadata", true, "hard_delete", true, setting, false);
        assertLoads(database.loadWith(off, messages));
        assertThat(rowsOf("users", "id")).hasSize(1);
        assertLoads(database.loadWith(hard, messages));
        assertThat(rowsOf("users", "id")).isEmpty();
    }

    @Test
    void missingPartsOfTheConnectionAreAllNamed() {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("host", null);
        nothing.put("user", null);
        nothing.put("database", "");
        Run run = database.loadWith(nothing, schema("s", ID_AND_NAME));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.lastLine()).contains("\"host\"").contains("\"user\"").contains("\"database\"");
    }

    @Test
    void tlsThatTheServerDoesNotOfferFailsTheConnection() {
        Run run = database.loadWith(Map.of("ssl_enable", true, "ssl_mode", "require"), schema("s", ID_AND_NAME));
        assumeThat(PostgresDatabase.server().isOwn()).isTrue();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.lastLine()).contains("SSL");
        Run missing = database.loadWith(
                Map.of("ssl_enable", true, "ssl_mode", "verify-ca", "ssl_certificate_authority", "/no/such.crt"),
                schema("s", ID_AND_NAME));
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.lastLine()).contains("ssl_certificate_authority");
    }

    @Test
    void aSchemaThatIsMissingIsMadeAndAnyMayBeUsedWithoutTheRightToMakeSome() {
        String role = "plain_" + schemaName();
        database.load(schema("seed", ID_AND_NAME));
        database.execute("CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(role));
        try {
            database.execute("GRANT ALL ON SCHEMA \"%s\" TO %s".formatted(schemaName(), role));
            assertLoads(database.loadWith(
                    Map.of("user", role, "password", "x"),
                    schema("mine", ID_AND_NAME, "id"),
                    record("mine", "\"id\":1")));
            Run denied = database.loadWith(
                    Map.of("user", role, "password", "x"), schema("seed", ID_AND_NAME), record("seed", "\"id\":1"));
            assertThat(denied.exit()).isEqualTo(5);
            assertThat(denied.lastLine())
                    .startsWith("LOAD_FAILED: stream \"seed\"")
                    .contains("42501");
        } finally {
            database.execute("DROP OWNED BY %s".formatted(role));
            database.execute("DROP ROLE %s".formatted(role));
        }
    }

    @Test
    void theTestOfAConnectionTellsOfARightThatIsMissing() {
        String role = "reader_" + schemaName();
        database.load(schema("seed", ID_AND_NAME));
        database.execute("CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(role));
        try {
            database.execute("GRANT USAGE ON SCHEMA \"%s\" TO %s".formatted(schemaName(), role));
            Map<String, Object> reader = Map.of("user", role, "password", "x");
            Run denied = database.testConnection(reader);
            assertThat(denied.exit()).isEqualTo(3);
            assertThat(denied.lastLine())
                    .startsWith("CONNECTION_FAILED: PostgreSQL at ")
                    .contains("no table can be made and written in schema \"" + schemaName() + "\" (SQLSTATE 42501");
            Run noSchema = database.testConnection(
                    Map.of("user", role, "password", "x", "default_target_schema", "none_" + schemaName()));
            assertThat(noSchema.exit()).isEqualTo(3);
            database.execute("GRANT CREATE ON SCHEMA \"%s\" TO %s".formatted(schemaName(), role));
            assertLoads(database.testConnection(reader));
            assertThat(database.tables()).noneMatch(name -> name.contains("probe"));
        } finally {
            database.execute("DROP OWNED BY %s".formatted(role));
            database.execute("DROP ROLE %s".formatted(role));
        }
    }

    @Test
    void errorsOfTheServerAreToldWithoutValues() {
        database.load(schema("seed", ID_AND_NAME));
        execute("CREATE TABLE %s (id bigint, name text, UNIQUE (name), CHECK (name <> 'private')) ", "strict");
        Run unique = database.load(
                schema("strict", ID_AND_NAME),
                record("strict", "\"id\":1,\"name\":\"the secret\""),
                record("strict", "\"id\":2,\"name\":\"the secret\""));
        assertThat(unique.lastLine()).contains("23505").contains("strict_name_key");
        assertThat(unique.err()).doesNotContain("the secret");
        database.execute(
                "CREATE FUNCTION \"%s\".refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no %%', NEW.name; END $$"
                        .formatted(schemaName()));
        execute(
                "CREATE TRIGGER t BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION \"" + schemaName() + "\".refuse()",
                "strict");
        Run raised = database.load(schema("strict", ID_AND_NAME), record("strict", "\"id\":3,\"name\":\"the secret\""));
        assertThat(raised.lastLine()).contains("P0001").contains("trigger");
        assertThat(raised.err()).doesNotContain("the secret");
    }

    @Test
    void aTableThatIsLockedFailsTheRunWithAdvice() throws SQLException {
        assertLoads(database.load(schema("locked", ID_AND_NAME, "id")));
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + database.table("locked"));
            Run run = database.load(schema("locked", ID_AND_NAME + ",\"more\":{\"type\":\"string\"}", "id"));
            assertThat(run.exit()).isEqualTo(5);
            assertThat(run.lastLine())
                    .startsWith("LOAD_FAILED: stream \"locked\"")
                    .contains("keeps the table locked");
            other.rollback();
        }
    }

    @Test
    void aKeyThatIsTooLongForAnIndexIsToldClearly() {
        Run run = database.load(
                schema("k", "\"id\":{\"type\":\"string\"}", "id"),
                record("k", "\"id\":" + json(incompressible(12_000))));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("LOAD_FAILED: stream \"k\"").contains("index row");
    }

    private static String incompressible(int length) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString().replace('"', 'x').replace('\\', 'x');
    }

    @Test
    void theDefaultSchemaOfTheConnectorIsUsed() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("default_target_schema", null);
        String stream = "only_" + schemaName();
        assertLoads(database.loadWith(
                own,
                schema("ignored-" + stream, ID_AND_NAME, "id"),
                record("ignored-" + stream, "\"id\":1"),
                state(1)));
        assertThat(database.value("SELECT count(*) FROM melty.\"%s\"".formatted(stream)))
                .isEqualTo("1");
        database.execute("DROP TABLE melty.\"%s\"".formatted(stream));
    }
}
