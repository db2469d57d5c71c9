package dev.connectorkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Scaffolded connectors, as their builds left them, on workers of Kafka Connect beside a PostgreSQL server. */
@Timeout(480)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final String TOPIC = "flights";
    private static final int PARTITIONS = 6;
    private static final long FLIGHTS = Long.getLong("cluster.flights", 300_000);
    /** Sent again, and changed: an upsert replaces them. */
    private static final long AGAIN = FLIGHTS / 30;

    /** A worker that is gone is missed soon, and offsets are committed often. */
    private static final Map<String, String> SOON = Map.of(
            "offset.flush.interval.ms", "3000",
            "session.timeout.ms", "6000",
            "heartbeat.interval.ms", "2000",
            "consumer.session.timeout.ms", "6000",
            "consumer.heartbeat.interval.ms", "2000",
            "scheduled.rebalance.max.delay.ms", "1000");

    private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";
    private static final Path FOLDER = Path.of("target", "cluster");

    private static PostgresServer server;
    private static Cluster cluster;
    private static Flights flights;

    @RegisterExtension
    @SuppressWarnings("unused") // by JUnit
    static final TestExecutionExceptionHandler WITH_LOGS = (context, failure) -> {
        System.err.println(cluster.logs());
        throw failure;
    };

    @BeforeAll
    static void start() throws Exception {
        flights = Flights.read(Path.of("..", "data", "nycflights-january.singer.gz"));
        server = PostgresServer.start();
        cluster = Cluster.start(FOLDER, Sinks.plugins(), List.of("-XX:+UseSerialGC", "-Xmx768m"), SOON);
        cluster.createTopic(TOPIC, PARTITIONS);
        cluster.addWorker("worker-1");
        cluster.addWorker("worker-2");
    }

    @AfterAll
    static void stop() {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    /** One topic, two sinks: what is upserted, and what is appended exactly once, both come through all that happens. */
    @Test
    @Order(1)
    void everyFlightIsThereThoughWorkersAreKilledStoppedAndAddedAndTheSchemaChanges() throws Exception {
        send(0, FLIGHTS / 3, false);
        cluster.configure("upserted", Sinks.postgres(server, TOPIC, "upserted", 3));
        Map<String, String> appended = Sinks.postgres(server, TOPIC, "appended", 3);
        appended.putAll(Map.of("load_method", "append-only", "state_backend", "table"));
        cluster.configure("appended", appended);
        awaitRows("upserted", FLIGHTS / 10);
        awaitRows("appended", FLIGHTS / 10);
        cluster.restartTask("upserted", 0);
        cluster.restartTask("appended", 1);

        send(FLIGHTS / 3, 2 * FLIGHTS / 3, true);
        awaitRows("upserted", FLIGHTS / 3 + 1);
        awaitRows("appended", FLIGHTS / 3 + 1);
        cluster.living().get(0).kill();
        assertThat(rows("upserted")).as("in the middle of loading").isLessThan(2 * FLIGHTS / 3);
        cluster.addWorker("worker-3");

        send(2 * FLIGHTS / 3, FLIGHTS, true);
        awaitRows("upserted", 2 * FLIGHTS / 3 + 1);
        awaitRows("appended", 2 * FLIGHTS / 3 + 1);
        cluster.living().get(0).stop();
        send(0, AGAIN, true);

        awaitRows("upserted", FLIGHTS);
        awaitRows("appended", FLIGHTS + AGAIN);
        awaitIs("SELECT count(note) FROM melty.upserted", FLIGHTS - FLIGHTS / 3 + AGAIN);
        assertThat(query("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(distance) FROM melty.upserted"))
                .isEqualTo("%d %d %d".formatted(FLIGHTS, FLIGHTS, flights.distances(FLIGHTS)));
        assertThat(query("SELECT count(*) || ' ' || count(note) || ' ' || sum(distance) FROM melty.appended"))
                .isEqualTo("%d %d %d"
                        .formatted(
                                FLIGHTS + AGAIN,
                                FLIGHTS - FLIGHTS / 3 + AGAIN,
                                flights.distances(FLIGHTS) + flights.distances(AGAIN)));
    }

    /** On the one worker that is left, which has all tasks. */
    @Test
    @Order(2)
    void ourCountersStandBesideThoseThatEverySinkHas() throws Exception {
        Worker worker = cluster.living().get(0);
        long read = 0;
        for (int task = 0; task < 3; task++) {
            String labels = "type=sink-task-metrics,connector=%s,task=%s";
            ObjectName connects = new ObjectName("kafka.connect:" + labels.formatted("upserted", task));
            ObjectName ours =
                    new ObjectName("dev.connectorkit:" + labels.formatted("\"upserted\"", "\"" + task + "\""));
            long ofTask = ((Number) worker.attribute(ours, "RecordsRead")).longValue();
            assertThat(((Number) worker.attribute(connects, "sink-record-send-total")).longValue())
                    .isGreaterThanOrEqualTo(ofTask);
            long written = ((Number) worker.attribute(ours, "RowsWritten")).longValue();
            assertThat(written + ((Number) worker.attribute(ours, "RecordsMerged")).longValue())
                    .isEqualTo(ofTask);
            if (ofTask > 0) {
                TabularData byStream = (TabularData) worker.attribute(ours, "RowsWrittenByStream");
                assertThat(byStream.get(new Object[] {"upserted"}).get("value")).isEqualTo(written);
            }
            read += ofTask;
        }
        assertThat(read).as("what was sent after the others had gone").isGreaterThanOrEqualTo(AGAIN);
    }

    @Test
    @Order(3)
    void aWrongConfigurationIsRefusedWithEachProblemAtItsSetting() throws Exception {
        Map<String, String> config = Sinks.postgres(server, TOPIC, "wrong", 1);
        config.putAll(Map.of("name", "wrong", "port", "many", "batch_size_rows", "0", "hots", "x"));
        Map<String, List<String>> problems = cluster.validate(config);
        assertThat(problems).containsOnlyKeys("port", "batch_size_rows", "hots");
        assertThat(problems.get("hots").toString()).contains("host");
        config.keySet().removeAll(List.of("port", "batch_size_rows", "hots"));
        assertThat(cluster.validate(config)).isEmpty();
    }

    /** Keys and values by the converter that every worker has. A row that comes again after its end is there again. */
    @Test
    @Order(4)
    void tombstonesAndRowsThatSayWhenTheyEndedAreDeletedOrMarked() throws Exception {
        cluster.createTopic("orders", PARTITIONS);
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (int id = 0; id < 100; id++) {
                order(producer, id, "null");
            }
            for (int id = 0; id < 100; id += 2) {
                send(producer, id, null);
            }
            for (int id = 1; id < 20; id += 2) {
                order(producer, id, "\"2026-01-01T00:00:00Z\"");
            }
            order(producer, 0, "null");
        }
        for (String method : List.of("hard", "soft")) {
            Map<String, String> config = Sinks.postgres(server, "orders", method, 1);
            config.remove("key_properties"); // the fields of the record's key are
            config.put("hard_delete", Boolean.toString(method.equals("hard")));
            config.put("upsert_missing", "keep"); // what a tombstone does not say, its row keeps
            config.put("key.converter", JSON_CONVERTER);
            config.put("value.converter", JSON_CONVERTER);
            cluster.configure(method, config);
            cluster.awaitCommitted(method, "orders", 161);
        }
        assertThat(query("SELECT count(*), min(id), sum(id) FROM melty.hard")).isEqualTo("41 0 2400");
        assertThat(query("SELECT count(*), count(_sdc_deleted_at), count(name) FROM melty.soft"))
                .isEqualTo("100 59 100");
        assertThat(query("SELECT count(*) FROM melty.soft WHERE _sdc_deleted_at = '2026-01-01T00:00:00Z'"))
                .isEqualTo("10");
    }

    private static void order(KafkaProducer<byte[], byte[]> producer, int id, String deletedAt) {
        send(producer, id, """
                {"schema": {"type": "struct", "fields": [{"field": "name", "type": "string"},
                 {"field": "_sdc_deleted_at", "type": "string", "optional": true}]},
                 "payload": {"name": "order %d", "_sdc_deleted_at": %s}}""".formatted(id, deletedAt));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int id, String value) {
        String key = """
                {"schema": {"type": "struct", "fields": [{"field": "id", "type": "int32"}]}, "payload": {"id": %d}}""".formatted(id);
        Future<?> unused = producer.send(new ProducerRecord<>(
                "orders",
                id % PARTITIONS,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Their files belong to the task that writes them, so they are looked at when that has ended. */
    @Test
    @Order(5)
    void connectorsForFilesRunAsTheyAre() throws Exception {
        for (String dialect : List.of("duckdb", "sqlite")) {
            Path file = FOLDER.resolve("flights." + dialect).toAbsolutePath();
            Files.deleteIfExists(file);
            cluster.configure(dialect, Sinks.file(dialect, file, TOPIC, "flights"));
            String consumed = "SELECT count(*), count(note), sum(distance) FROM flights";
            cluster.awaitCommitted(dialect, TOPIC, FLIGHTS + AGAIN);
            cluster.delete(dialect);
            assertThat(Database.query("jdbc:%s:%s".formatted(dialect, file), consumed))
                    .isEqualTo(
                            "%d %d %d".formatted(FLIGHTS, FLIGHTS - FLIGHTS / 3 + AGAIN, flights.distances(FLIGHTS)));
        }
    }

    /** Each flight has its partition by its id. */
    private static void send(long from, long to, boolean seenAgain) {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (long id = from; id < to; id++) {
                Future<?> unused = producer.send(new ProducerRecord<>(
                        TOPIC,
                        (int) (id % PARTITIONS),
                        Long.toString(id).getBytes(StandardCharsets.UTF_8),
                        FlightConverter.bytes(flights.flight(id, seenAgain))));
            }
        }
    }

    private static void awaitRows(String table, long rows) throws Exception {
        cluster.await(rows + " rows in " + table, () -> rows(table) >= rows);
    }

    private static void awaitIs(String sql, long count) throws Exception {
        cluster.await(sql + " gives " + count, () -> query(sql).equals(Long.toString(count)));
    }

    private static long rows(String table) throws SQLException {
        return Long.parseLong(query("SELECT count(*) FROM melty." + table));
    }

    private static String query(String sql) throws SQLException {
        return Database.query(server.jdbcUrl(), sql);
    }
}
