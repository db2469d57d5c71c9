package dev.connectorkit.it;

import static dev.connectorkit.it.Connectors.DUCKDB;
import static dev.connectorkit.it.Connectors.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures that a person can cause: an exit status, one line that says where, what, and what to do, and no half of anything. */
class FailureIT {
    private static final String TWO_ORDERS = """
            {"type": "SCHEMA", "stream": "orders", "schema": {"properties": {"id": {"type": "integer"}}}, "key_properties": ["id"]}
            {"type": "RECORD", "stream": "orders", "record": {"id": 1}}
            {"type": "STATE", "value": {"orders": 1}}
            {"type": "RECORD", "stream": "orders", "record": {"id": 2}}
            """;
    private static final Map<String, String> DUCKDB_FILE = Map.of("path", "data.duckdb");

    @TempDir
    private Path folder;

    @Test
    void anUnknownSettingEndsTheRunBeforeAnythingIsMade() throws IOException {
        Run run = DUCKDB.load(folder, Map.of("path", "data.duckdb", "pth", "elsewhere"), input(TWO_ORDERS));

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThatReasonOf(run).startsWith("CONFIG_INVALID: ").contains("pth", "path");
        assertThat(run.states()).isEmpty();
        assertThat(folder.resolve("data.duckdb")).doesNotExist();
    }

    @Test
    void aDatabaseThatCannotBeReachedEndsTheRunBeforeAnythingIsRead() throws IOException {
        int port = unusedPort();
        Map<String, ?> config =
                Map.of("host", "127.0.0.1", "port", port, "user", "me", "password", "hush", "database", "warehouse");

        Run run = POSTGRES.load(folder, config, input(TWO_ORDERS));

        assertThat(run.exitStatus()).isEqualTo(3);
        assertThatReasonOf(run).startsWith("CONNECTION_FAILED: ").contains("127.0.0.1", Integer.toString(port));
        assertThat(run.log()).noneMatch(line -> line.contains("hush"));
        assertThat(run.states()).isEmpty();
    }

    @Test
    void aRecordBeforeItsSchemaEndsTheRunWithTheRowsBeforeItLoaded() throws IOException {
        Run run = DUCKDB.load(
                folder,
                DUCKDB_FILE,
                input(TWO_ORDERS + "{\"type\": \"RECORD\", \"stream\": \"customers\", \"record\": {\"id\": 7}}\n"));

        assertThat(run.exitStatus()).isEqualTo(4);
        assertThatReasonOf(run).startsWith("RECORD_BEFORE_SCHEMA: line 5, stream \"customers\": ");
        assertThat(run.states()).containsExactly("{\"orders\": 1}");
        assertThat(tablesAndOrders()).containsExactly("orders", "2");
    }

    @Test
    void aLineThatIsNotJsonEndsTheRunWithTheRowsBeforeItLoaded() throws IOException {
        Run run = DUCKDB.load(
                folder,
                DUCKDB_FILE,
                input(TWO_ORDERS
                        + "2026-01-05 INFO the tap logs to standard output\n"
                        + "{\"type\": \"RECORD\", \"stream\": \"orders\", \"record\": {\"id\": 3}}\n"));

        assertThat(run.exitStatus()).isEqualTo(4);
        assertThatReasonOf(run).startsWith("INVALID_JSON: line 5");
        assertThat(run.states()).containsExactly("{\"orders\": 1}");
        assertThat(tablesAndOrders()).containsExactly("orders", "2");
    }

    private static AbstractStringAssert<?> assertThatReasonOf(Run run) {
        assertThat(run.log()).as("no stack trace").noneMatch(line -> line.startsWith("\tat "));
        return assertThat(run.lastLogLine());
    }

    private List<String> tablesAndOrders() {
        return DUCKDB.query(
                "jdbc:duckdb:" + folder.resolve("data.duckdb"),
                "SELECT table_name FROM duckdb_tables() ORDER BY table_name",
                "SELECT count(*) FROM orders");
    }

    private Path input(String messages) throws IOException {
        return Files.writeString(folder.resolve("input.singer"), messages);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
