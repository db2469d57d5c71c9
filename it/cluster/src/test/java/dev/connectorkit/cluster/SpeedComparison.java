package dev.connectorkit.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Upserts the same rows by one task of this kit's sink and of another's from one topic, and by one task and the command line
 * from a tap's messages; each row comes twice, so that half of them find theirs there. By turns, on one worker that stays; prints
 * what docs/performance.md has.
 */
@Timeout(900)
class SpeedComparison {
    private static final int PARTITIONS = 6;
    private static final long IDS = Long.getLong("cluster.flights", 300_000) / 2;
    private static final int ROUNDS = Integer.getInteger("cluster.rounds", 3);
    private static final Path FOLDER = Path.of("target", "cluster-speed").toAbsolutePath();
    private static final Path SINGER = FOLDER.resolve("flights.singer");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<Double>> RATES = new LinkedHashMap<>();

    private static PostgresServer server;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.startWithStockSettings();
        List<Path> plugins = new ArrayList<>(Sinks.plugins());
        plugins.add(Path.of("target", "other-plugins"));
        cluster = Cluster.start(FOLDER, plugins, List.of("-XX:+UseSerialGC", "-Xmx1g"), Map.of());
        cluster.createTopic("flights", PARTITIONS);
        cluster.createTopic("messages", PARTITIONS);
        cluster.addWorker("worker");
        send(Flights.read(Path.of("..", "data", "nycflights-january.singer.gz")));
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

    @Test
    void printsRowsASecond() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String schema = "round_" + round;
            execute("CREATE SCHEMA %1$s_structs; CREATE SCHEMA %1$s_debezium".formatted(schema));

            Map<String, String> structs = Sinks.postgres(server, "flights", "flights", 1);
            structs.put("default_target_schema", schema + "_structs");
            sink("structs", structs, schema + "_structs.flights");

            sink(
                    "debezium",
                    Sinks.debezium(server, "flights", schema + "_debezium.flights"),
                    schema + "_debezium.flights");

            Map<String, String> messages = Sinks.postgres(server, "messages", "flights", 1);
            messages.putAll(Map.of(
                    "default_target_schema", schema + "_messages",
                    "record_format", "singer",
                    "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
            messages.keySet().removeAll(List.of("stream_names", "key_properties"));
            sink("messages", messages, schema + "_messages.flights");

            commandLine(schema + "_command");
        }
        System.out.printf(
                Locale.ROOT,
                "%nMedians of %d rounds, %,d rows, each key twice, on %d processors:%n| sink | rows/s | of each round |%n|---|---:|---|%n",
                ROUNDS,
                2 * IDS,
                Runtime.getRuntime().availableProcessors());
        RATES.forEach((name, rates) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %s |%n",
                name,
                median(rates),
                rates.stream().map(rate -> "%,.0f".formatted(rate)).toList()));
        System.out.printf(
                Locale.ROOT,
                "structs / debezium: %.2f (wanted 3); messages / command line: %.2f, structs / command line: %.2f (wanted 0.7)%n",
                median("structs") / median("debezium"),
                median("messages") / median("command line"),
                median("structs") / median("command line"));
    }

    private static double median(String name) {
        return median(RATES.get(name));
    }

    private static double median(List<Double> rates) {
        List<Double> sorted = new ArrayList<>(rates);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** From the connector's creation to its last row. */
    private static void sink(String name, Map<String, String> config, String table) throws Exception {
        String connector = table.replace('.', '-'); // a name of its own, which no offsets are committed for
        long start = System.nanoTime();
        cluster.configure(connector, config);
        cluster.await("the first row of " + table, () -> isThere(table, ""));
        double first = (System.nanoTime() - start) / 1e9;
        cluster.await("the last row of " + table, () -> isLoaded(table));
        took(name, (System.nanoTime() - start) / 1e9, first);
        cluster.delete(connector);
    }

    /** From the launcher's start to its end. */
    private static void commandLine(String schema) throws Exception {
        Map<String, Object> config = new HashMap<>(Sinks.login(server));
        config.put("port", server.port());
        config.put("default_target_schema", schema);
        Path file = FOLDER.resolve(schema + ".json");
        JSON.writeValue(file.toFile(), config);
        long start = System.nanoTime();
        int status = new ProcessBuilder(
                        Sinks.launcher().toAbsolutePath().toString(),
                        "--config",
                        file.toString(),
                        "--input",
                        SINGER.toString())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve(schema + ".log").toFile())
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (status != 0 || !isLoaded(schema + ".flights")) {
            throw new AssertionError("the command line ended with %d; its log is %s.log".formatted(status, schema));
        }
        took("command line", seconds, 0);
    }

    private static void took(String name, double seconds, double first) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %,.0f rows/s; its first row after %.1f s%n",
                name,
                seconds,
                2 * IDS / seconds,
                first);
        RATES.computeIfAbsent(name, any -> new ArrayList<>()).add(2 * IDS / seconds);
    }

    /** The last ones of each partition come first, since to count all rows costs the server something. */
    private static boolean isLoaded(String table) throws SQLException {
        return isThere(
                        table,
                        "WHERE id >= %d AND note = 'seen again' OFFSET %d".formatted(IDS - PARTITIONS, PARTITIONS - 1))
                && query("SELECT count(*) FROM %s WHERE note = 'seen again'".formatted(table))
                        .equals(Long.toString(IDS));
    }

    private static boolean isThere(String table, String condition) throws SQLException {
        return query("SELECT count(*) FROM (SELECT 1 FROM %s %s LIMIT 1) one".formatted(table, condition))
                .equals("1");
    }

    private static String query(String sql) throws SQLException {
        return Database.query(server.jdbcUrl(), sql);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows into one topic, a tap's messages into another, each partition's SCHEMA first, and into a file. */
    private static void send(Flights flights) throws IOException {
        byte[] schema = flights.schemaMessage().toString().getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer();
                BufferedWriter file = Files.newBufferedWriter(SINGER)) {
            file.append(new String(schema, StandardCharsets.UTF_8)).append('\n');
            for (int partition = 0; partition < PARTITIONS; partition++) {
                send(producer, "messages", partition, schema);
            }
            for (long row = 0; row < 2 * IDS; row++) {
                long id = row % IDS;
                int partition = (int) (id % PARTITIONS);
                ObjectNode flight = flights.flight(id, false).put("note", row < IDS ? "seen" : "seen again");
                String message = "{\"type\":\"RECORD\",\"stream\":\"flights\",\"record\":" + flight + "}";
                send(producer, "flights", partition, FlightConverter.bytes(flight));
                send(producer, "messages", partition, message.getBytes(StandardCharsets.UTF_8));
                file.append(message).append('\n');
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition, byte[] value) {
        Future<?> unused = producer.send(new ProducerRecord<>(topic, partition, null, value));
    }
}
