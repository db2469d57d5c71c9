package dev.connectorkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.apache.kafka.connect.util.clusters.WorkerHandle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** A scaffolded connector, as its build left it, on a broker and two workers of Kafka Connect beside a PostgreSQL server. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final int PARTITIONS = 6;
    private static final long FLIGHTS = Long.getLong("cluster.flights", 300_000);
    private static final Path PLUGIN = Path.of(System.getProperty("cluster.plugin"));
    private static final String TOPIC = "flights";
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("cluster.patience", 120));

    private static final AtomicLong SENT = new AtomicLong();
    private static PostgresServer server;
    private static EmbeddedConnectCluster cluster;
    private static Flights flights;

    @BeforeAll
    static void start() throws Exception {
        assertThat(PLUGIN)
                .as("the plugin that the build of a scaffolded connector makes; run mvn verify -Pcluster for all"
                        + " modules")
                .isDirectory();
        flights = Flights.read(Path.of("..", "data", "nycflights-january.singer.gz"));
        server = PostgresServer.start();
        cluster = new EmbeddedConnectCluster.Builder()
                .name("kit")
                .numWorkers(2)
                .numBrokers(1)
                .workerProps(new HashMap<>(Map.of(
                        "plugin.path", plugins(),
                        "plugin.discovery", "hybrid_warn",
                        "offset.flush.interval.ms", "3000",
                        "scheduled.rebalance.max.delay.ms", "1000")))
                .build();
        cluster.start();
        cluster.kafka().createTopic(TOPIC, PARTITIONS);
    }

    private static String plugins() {
        String other = System.getProperty("cluster.otherPlugins", "");
        return PLUGIN.toAbsolutePath().normalize().getParent()
                + (Files.isDirectory(Path.of(other)) && !other.isEmpty() ? "," + other : "");
    }

    @AfterAll
    static void stop() {
        try {
            if (cluster != null) {
                cluster.stop();
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
    void everyFlightIsThereThoughTasksAndWorkersGoAndComeAndTheSchemaChanges() throws Exception {
        send(0, FLIGHTS / 3, false);
        cluster.configureConnector("upserted", sink("upserted", 3, Map.of("key_properties", "[\"id\"]")));
        cluster.configureConnector(
                "appended", sink("appended", 3, Map.of("load_method", "append-only", "state_backend", "table")));
        awaitCount("upserted", FLIGHTS / 10);
        awaitCount("appended", FLIGHTS / 10);

        cluster.restartTask("upserted", 0);
        cluster.restartTask("appended", 1);
        send(FLIGHTS / 3, 2 * FLIGHTS / 3, true);
        awaitCount("upserted", FLIGHTS / 2);
        WorkerHandle gone = cluster.workers().iterator().next();
        cluster.removeWorker(gone);
        send(2 * FLIGHTS / 3, FLIGHTS, true);
        send(0, FLIGHTS / 30, true); // again, and changed: an upsert replaces them
        cluster.addWorker();

        awaitCount("upserted", FLIGHTS);
        awaitCount("appended", SENT.get());
        awaitChanged();
        assertThat(query("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(distance) FROM melty.upserted"))
                .isEqualTo("%d %d %d".formatted(FLIGHTS, FLIGHTS, distances(FLIGHTS)));
        assertThat(query("SELECT count(*) || ' ' || count(note) || ' ' || sum(distance) FROM melty.appended"))
                .isEqualTo("%d %d %d"
                        .formatted(SENT.get(), SENT.get() - FLIGHTS / 3, distances(FLIGHTS) + distances(FLIGHTS / 30)));
    }

    @Test
    @Order(2)
    void aWrongConfigurationIsRefusedWithEachProblemAtItsSetting() {
        Map<String, String> config =
                sink("wrong", 1, Map.of("name", "wrong", "port", "many", "batch_size_rows", "0", "hots", "x"));
        Set<String> wrong = new HashSet<>();
        cluster.validateConnectorConfig(config.get("connector.class"), config).configs().stream()
                .filter(info -> !info.configValue().errors().isEmpty())
                .forEach(info -> wrong.add(info.configValue().name()));
        assertThat(wrong).containsExactlyInAnyOrder("port", "batch_size_rows", "hots");
    }

    /** Rows a second, one task each: the figures for docs/performance.md. */
    @Test
    @Order(3)
    void oneTaskLoadsAsFastAsItShould() throws Exception {
        if (SENT.get() == 0) {
            send(0, FLIGHTS, true); // the test is run alone
        }
        cluster.connectors().forEach(name -> cluster.deleteConnector(name.toString()));
        double ours = rate("measured", sink("measured", 1, Map.of("key_properties", "[\"id\"]")));
        System.out.printf(Locale.ROOT, "RATE target-warehouse upsert 1 task %.0f rows/s%n", ours);
        if (!System.getProperty("cluster.otherPlugins", "").isEmpty()) {
            double others = rate("debezium", debezium());
            System.out.printf(
                    Locale.ROOT, "RATE debezium-jdbc upsert 1 task %.0f rows/s, ratio %.1f%n", others, ours / others);
            assertThat(ours / others).isGreaterThan(1);
        }
    }

    private static double rate(String name, Map<String, String> config) throws Exception {
        long start = System.nanoTime();
        cluster.configureConnector(name, config);
        awaitCount(name, FLIGHTS);
        awaitLoaded(name);
        double seconds = (System.nanoTime() - start) / 1e9;
        cluster.deleteConnector(name);
        return SENT.get() / seconds;
    }

    private static void awaitLoaded(String name) throws Exception {
        await(() -> query("SELECT count(note) FROM melty.\"%s\" WHERE id < %d".formatted(name, FLIGHTS / 30))
                .equals(Long.toString(FLIGHTS / 30)));
    }

    private static Map<String, String> sink(String table, int tasks, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                "com.acme.flights.WarehouseSinkConnector",
                "tasks.max",
                Integer.toString(tasks),
                "topics",
                TOPIC,
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                FlightConverter.class.getName(),
                "stream_names",
                "{\"%s\": \"%s\"}".formatted(TOPIC, table),
                "consumer.override.max.poll.records",
                "5000"));
        config.put("host", server.host());
        config.put("port", Integer.toString(server.port()));
        config.put("user", server.user());
        config.put("password", server.password());
        config.put("database", server.database());
        config.putAll(more);
        return config;
    }

    private static Map<String, String> debezium() {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                "io.debezium.connector.jdbc.JdbcSinkConnector",
                "tasks.max",
                "1",
                "topics",
                TOPIC,
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                FlightConverter.class.getName(),
                "connection.url",
                "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), server.database()),
                "connection.username",
                server.user(),
                "connection.password",
                server.password(),
                "insert.mode",
                "upsert"));
        config.put("primary.key.mode", "record_value");
        config.put("primary.key.fields", "id");
        config.put("schema.evolution", "basic");
        config.put("collection.name.format", "melty.debezium");
        config.put("batch.size", "5000");
        config.put("consumer.override.max.poll.records", "5000");
        config.put("use.reduction.buffer", "true");
        return config;
    }

    /** Each flight has its partition by its id; changed ones carry a note, which the first schema does not have. */
    private static void send(long from, long to, boolean changed) {
        Map<String, Object> settings = Map.of("linger.ms", "20", "batch.size", "200000", "enable.idempotence", "false");
        try (KafkaProducer<byte[], byte[]> producer = cluster.kafka().createProducer(settings)) {
            for (long id = from; id < to; id++) {
                ObjectNode flight = flights.flight(id);
                flight.remove("note");
                if (changed) {
                    flight.put("note", "seen again");
                }
                Future<?> unused = producer.send(new ProducerRecord<>(
                        TOPIC,
                        (int) (id % PARTITIONS),
                        Long.toString(id).getBytes(StandardCharsets.UTF_8),
                        Flights.bytes(flight)));
            }
        }
        SENT.addAndGet(to - from);
    }

    private static long distances(long count) {
        long sum = 0;
        for (long id = 0; id < count; id++) {
            sum += flights.flight(id).path("distance").longValue();
        }
        return sum;
    }

    private static void awaitCount(String table, long rows) throws Exception {
        await(() -> Long.parseLong(query("SELECT count(*) FROM melty.\"%s\"".formatted(table))) >= rows);
    }

    private static void awaitChanged() throws Exception {
        await(() -> query("SELECT count(note) FROM melty.upserted")
                .equals(Long.toString(FLIGHTS - FLIGHTS / 3 + FLIGHTS / 30)));
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it has not come to that within " + PATIENCE + "; tasks: " + states());
            }
            Thread.sleep(200);
        }
    }

    private static boolean holds(Condition condition) throws SQLException {
        try {
            return condition.holds();
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState()) || "42703".equals(e.getSQLState())) {
                return false; // the table or its new column is still to come
            }
            throw e;
        }
    }

    private static String states() {
        StringBuilder states = new StringBuilder();
        for (String name : cluster.connectors().toArray(String[]::new)) {
            cluster.connectorStatus(name).tasks().forEach(task -> states.append(name)
                    .append(' ')
                    .append(task.id())
                    .append(' ')
                    .append(task.state())
                    .append(' ')
                    .append(task.trace())
                    .append('\n'));
        }
        return states.toString();
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
