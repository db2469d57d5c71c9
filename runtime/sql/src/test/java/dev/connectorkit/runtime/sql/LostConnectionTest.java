package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.sql.CuttingProxy.Cut;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LostConnectionTest {
    private static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"}";

    /** The first COMMIT that the proxy sees on the way back is that of CREATE TABLE. */
    private static int secondBatch(Cut cut) {
        return cut == Cut.AFTER_COMMIT ? 3 : 2;
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aCommitThatNobodyHeardOfIsAskedForAndNothingIsLostOrDoubled(Cut cut) {
        PostgresServer server = PostgresDatabase.server();
        try (PostgresDatabase database = new PostgresDatabase();
                CuttingProxy proxy = new CuttingProxy(server.host(), server.port(), cut, secondBatch(cut))) {
            List<String> messages = new ArrayList<>(List.of(schema("log", PROPERTIES)));
            for (int i = 0; i < 1000; i++) {
                messages.add(record("log", "\"id\":%d,\"name\":\"n%d\"".formatted(i, i)));
            }
            messages.add(state(1000));
            Run run = database.loadWith(
                    Map.of(
                            "host",
                            "127.0.0.1",
                            "port",
                            proxy.port(),
                            "batch_size_rows",
                            100,
                            "stream_parallelism",
                            1,
                            "retry_delay_seconds",
                            0.01),
                    messages.toArray(new String[0]));
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(proxy.hasCut()).isTrue();
            assertThat(run.states()).containsExactly("{\"n\":1000}");
            assertThat(database.rows("SELECT count(*), count(DISTINCT id) FROM " + database.table("log")))
                    .containsExactly(List.of("1000", "1000"));
        }
    }

    @Test
    @Timeout(120)
    @DisabledIfEnvironmentVariable(named = PostgresServer.URL_VARIABLE, matches = ".+")
    void aServerThatIsStoppedAndStartedInTheMiddleLosesAndDoublesNothing() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PostgresDatabase database = new PostgresDatabase()) {
            Map<String, Object> settings = new HashMap<>(
                    Map.of("host", server.host(), "port", server.port(), "batch_size_rows", 500, "retry_attempts", 10));
            PipedOutputStream feed = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(feed, 1 << 20);
            CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> database.loadWith(settings, in));
            send(feed, schema("keyed", PROPERTIES, "id"), schema("log", PROPERTIES));
            int rows = 0;
            for (int restart = 0; restart < 3; restart++) {
                int before = rows;
                rows = sendRows(feed, rows, 5000);
                await(() -> rowsOf(server, database.table("log")) > before);
                server.restart();
            }
            rows = sendRows(feed, rows, 5000);
            send(feed, state(rows));
            feed.close();
            Run done = run.get();
            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(done.states()).containsExactly("{\"n\":%d}".formatted(rows));
            for (String table : List.of("keyed", "log")) {
                assertThat(count(server, database.table(table))).isEqualTo(rows + " " + rows);
            }
        }
    }

    private static String count(PostgresServer server, String table) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) || ' ' || count(DISTINCT id) FROM " + table)) {
            row.next();
            return row.getString(1);
        }
    }

    /** By asking again and again; the test's timeout ends it. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** 0 if there is no such table yet. */
    private static long rowsOf(PostgresServer server, String table) {
        try {
            return Long.parseLong(count(server, table).split(" ", -1)[0]);
        } catch (SQLException e) {
            return 0;
        }
    }

    private static int sendRows(PipedOutputStream feed, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            String record = "\"id\":%d,\"name\":\"n%d\"".formatted(i, i);
            send(feed, record("keyed", record), record("log", record));
        }
        return from + count;
    }

    private static void send(PipedOutputStream feed, String... messages) throws IOException {
        feed.write((String.join("\n", messages) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
