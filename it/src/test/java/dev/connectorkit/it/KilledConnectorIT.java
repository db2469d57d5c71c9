package dev.connectorkit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A tap sends rows without end, numbered from 1, and after every seventh the state that covers them. The connector is killed
 * with SIGKILL once so many states have come out and so many rows more were sent, wherever it is then: whatever it has said,
 * the table has to hold.
 */
class KilledConnectorIT {
    private static final String SCHEMA = """
            {"type": "SCHEMA", "stream": "numbers", "schema": {"properties": {"n": {"type": "integer"}, "text": {"type": "string"}}}, "key_properties": ["n"]}
            """;
    private static final String RECORD = """
            {"type": "RECORD", "stream": "numbers", "record": {"n": %d, "text": "number %d"}}
            """;
    private static final String STATE = """
            {"type": "STATE", "value": {"last": %d}}
            """;

    private static final int ROWS_PER_STATE = 7;
    private static final int BATCH_ROWS = 50;

    /** 128 and the signal's number. */
    private static final int KILLED = 137;

    private static PostgresServer postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @ParameterizedTest(name = "after {0} states and {1} rows more")
    @CsvSource({"1, 0", "2, 13", "7, 90", "40, 333"})
    void onDuckDbNoStateIsAheadOfTheTable(int states, int rows) throws IOException, InterruptedException, SQLException {
        long covered =
                lastStateOfAKilled(Connectors.DUCKDB, new HashMap<>(Map.of("path", "data.duckdb")), states, rows);

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data.duckdb"))) {
            assertThatTableCovers(connection, "numbers", covered);
        }
    }

    @ParameterizedTest(name = "after {0} states and {1} rows more")
    @CsvSource({"1, 0", "2, 13", "7, 90", "40, 333"})
    void onPostgresNoStateIsAheadOfTheTable(int states, int rows)
            throws IOException, InterruptedException, SQLException {
        String schema = "killed_" + ProcessHandle.current().pid() + "_" + states;
        Map<String, Object> config = new HashMap<>();
        config.put("host", postgres.host());
        config.put("port", postgres.port());
        config.put("user", postgres.user());
        config.put("password", postgres.password());
        config.put("database", postgres.database());
        config.put("default_target_schema", schema);

        long covered = lastStateOfAKilled(Connectors.POSTGRES, config, states, rows);

        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            assertThatTableCovers(connection, schema + ".numbers", covered);
            statement.execute("DROP SCHEMA %s CASCADE".formatted(schema));
        }
    }

    /** Gives the number of the last row that the last state on standard output covers. */
    private long lastStateOfAKilled(PackagedConnector connector, Map<String, Object> config, int states, int rows)
            throws IOException, InterruptedException {
        config.put("batch_size_rows", BATCH_ROWS);
        Process process = connector.start(folder, config);
        AtomicInteger seen = new AtomicInteger();
        CompletableFuture<Void> tap = CompletableFuture.runAsync(() -> sendRowsAndKill(process, seen, states, rows));
        long covered = 0;
        try (BufferedReader out = process.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                covered = Json.parse(line).required("last").asLong();
                seen.incrementAndGet();
            }
        } finally {
            process.destroyForcibly();
        }
        tap.join();
        assertThat(process.waitFor()).as("exit status").isEqualTo(KILLED);
        return covered;
    }

    private static void sendRowsAndKill(Process process, AtomicInteger seen, int states, int rows) {
        BufferedWriter in = process.outputWriter(UTF_8);
        int more = 0;
        try {
            in.write(SCHEMA);
            for (long n = 1; more <= rows; n++) {
                in.write(RECORD.formatted(n, n));
                if (n % ROWS_PER_STATE == 0) {
                    in.write(STATE.formatted(n));
                }
                more += seen.get() < states ? 0 : 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the connector ended before it was killed", e);
        }
        process.toHandle()
                .destroyForcibly(); // that of Process would close the pipe with states that are still to be read
    }

    private static void assertThatTableCovers(Connection connection, String table, long covered) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*), max(n) FROM %s WHERE n <= %d".formatted(table, covered))) {
            rows.next();
            assertThat(covered).as("covered by the last state").isPositive();
            assertThat(rows.getLong(1)).as("rows up to the last state").isEqualTo(covered);
            assertThat(rows.getLong(2)).isEqualTo(covered);
        }
    }
}
