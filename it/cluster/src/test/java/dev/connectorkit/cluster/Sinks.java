package dev.connectorkit.cluster;

import dev.connectorkit.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations of sinks: those of connectors that this module's invoker projects scaffolded, and another's. */
final class Sinks {
    /** What the projects were built into; each holds the folder of one plugin. */
    static List<Path> plugins() {
        return List.of(
                build("postgres").resolve("kafka-connect"),
                build("duckdb").resolve("kafka-connect"),
                build("sqlite").resolve("kafka-connect"));
    }

    /** What starts the connector for PostgreSQL as a process. */
    static Path launcher() {
        return build("postgres").resolve("target-postgres");
    }

    private static Path build(String dialect) {
        return Path.of("target", "it", "a_" + dialect + "_connector_becomes_a_plugin", "target-" + dialect, "target");
    }

    private Sinks() {}

    /** Of flights, into a table of PostgreSQL. */
    static Map<String, String> postgres(PostgresServer server, String topic, String table, int tasks) {
        Map<String, String> config = ofFlights("com.acme.postgres.PostgresSinkConnector", topic, table, tasks);
        config.putAll(login(server));
        return config;
    }

    /** The connector's settings that say where the server is. */
    static Map<String, String> login(PostgresServer server) {
        return Map.of(
                "host", server.host(),
                "port", Integer.toString(server.port()),
                "user", server.user(),
                "password", server.password(),
                "database", server.database());
    }

    /** Of flights, into a table of a file. */
    static Map<String, String> file(String dialect, Path file, String topic, String table) {
        String name = dialect.equals("duckdb") ? "Duckdb" : "Sqlite";
        Map<String, String> config = ofFlights("com.acme.%s.%sSinkConnector".formatted(dialect, name), topic, table, 1);
        config.put("path", file.toString());
        return config;
    }

    private static Map<String, String> ofFlights(String type, String topic, String table, int tasks) {
        return new HashMap<>(Map.of(
                "connector.class",
                type,
                "tasks.max",
                Integer.toString(tasks),
                "topics",
                topic,
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                FlightConverter.class.getName(),
                "stream_names",
                "{\"%s\": \"%s\"}".formatted(topic, table),
                "key_properties",
                "[\"id\"]",
                "consumer.override.max.poll.records",
                "5000"));
    }

    /** The sink to compare with. */
    static Map<String, String> debezium(PostgresServer server, String topic, String table) {
        Map<String, String> config = ofFlights("io.debezium.connector.jdbc.JdbcSinkConnector", topic, table, 1);
        config.keySet().removeAll(List.of("stream_names", "key_properties"));
        config.put(
                "connection.url",
                "jdbc:postgresql://%s:%d/%s?reWriteBatchedInserts=true"
                        .formatted(server.host(), server.port(), server.database()));
        config.put("connection.username", server.user());
        config.put("connection.password", server.password());
        config.put("insert.mode", "upsert");
        config.put("primary.key.mode", "record_value");
        config.put("primary.key.fields", "id");
        config.put("schema.evolution", "basic");
        config.put("collection.name.format", table);
        config.put("batch.size", "5000");
        config.put("use.reduction.buffer", "true");
        return config;
    }
}
