package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.sql.CuttingProxy.Cut;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that the line to is lost, at the worst moment and for a while. */
abstract class LostConnectionContract {
    static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"}";

    abstract TestDatabase newDatabase();

    /** Leads to the server of {@link #newDatabase} and cuts the line around the COMMIT of the second batch. */
    abstract CuttingProxy proxy(Cut cut);

    /** A server that a test may stop. */
    interface OwnServer extends AutoCloseable {
        TestDatabase newDatabase();

        void restart();

        @Override
        void close();
    }

    abstract OwnServer startServer();

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aCommitThatNobodyHeardOfIsAskedForAndNothingIsLostOrDoubled(Cut cut) {
        cutOff(cut, schema("log", PROPERTIES));
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void rowsWithAKeyAreNeitherLostNorDoubled(Cut cut) {
        cutOff(cut, schema("log", PROPERTIES, "id"));
    }

    private void cutOff(Cut cut, String schema) {
        try (TestDatabase database = newDatabase();
                CuttingProxy proxy = proxy(cut)) {
            List<String> messages = new ArrayList<>(List.of(schema));
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
    @Timeout(180)
    void aServerThatIsStoppedAndStartedInTheMiddleLosesAndDoublesNothing() throws Exception {
        try (OwnServer server = startServer();
                TestDatabase database = server.newDatabase()) {
            Map<String, Object> settings = Map.of("batch_size_rows", 500, "retry_attempts", 10);
            PipedOutputStream feed = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(feed, 1 << 20);
            CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> database.loadWith(settings, in));
            send(feed, schema("keyed", PROPERTIES, "id"), schema("log", PROPERTIES));
            int rows = 0;
            for (int restart = 0; restart < 3; restart++) {
                int before = rows;
                rows = sendRows(feed, rows, 5000);
                await(() -> run.isDone() || rowsOf(database, "log") > before);
                server.restart();
            }
            rows = sendRows(feed, rows, 5000);
            send(feed, state(rows));
            feed.close();
            Run done = run.get();
            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(done.states()).containsExactly("{\"n\":%d}".formatted(rows));
            for (String table : List.of("keyed", "log")) {
                assertThat(database.rows("SELECT count(*), count(DISTINCT id) FROM " + database.table(table)))
                        .containsExactly(List.of(String.valueOf(rows), String.valueOf(rows)));
            }
        }
    }

    /** By asking again and again; the test's timeout ends it. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    /** 0 if there is no such table yet. */
    private static long rowsOf(TestDatabase database, String table) {
        try {
            return Long.parseLong(database.value("SELECT count(*) FROM " + database.table(table)));
        } catch (IllegalStateException e) {
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
