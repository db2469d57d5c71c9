package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connector that is a process of its own, killed at random moments (SIGKILL), and each time run again by a tap that goes on
 * from the last state: in the end the tables are those of a run that nobody disturbed.
 */
class KilledAndResumedTest {
    private static final List<String> STREAMS = List.of("a", "b", "c");
    private static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"text\":{\"type\":\"string\"}";
    private static final int ROWS_PER_STATE = 997;
    private static final int MOST_ROWS_TO_A_KILL = 20_000;

    private enum Kill {
        NOT_AT_ALL,
        ANYWHERE,
        AFTER_A_STATE
    }

    /** How a database is loaded, and what is run. */
    private record Load(
            String name, Supplier<TestDatabase> database, Class<? extends Connector> connector, boolean exactlyOnce) {
        Map<String, Object> settings() {
            Map<String, Object> settings = new HashMap<>(Map.of("batch_size_rows", 1000, "stream_parallelism", 2));
            if (exactlyOnce) {
                settings.putAll(Map.of("load_method", "append-only", "state_backend", "table", "state_id", "killed"));
            }
            return settings;
        }

        Connector newConnector() {
            try {
                return connector.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Load> loads() {
        return Stream.of(
                new Load(
                        "PostgreSQL, upsert by two lanes",
                        PostgresDatabase::new,
                        PostgresDatabase.PostgresConnector.class,
                        false),
                new Load(
                        "PostgreSQL, append-only, exactly once",
                        PostgresDatabase::new,
                        PostgresDatabase.PostgresConnector.class,
                        true),
                new Load(
                        "DuckDB, append-only, exactly once",
                        DuckDbDatabase::new,
                        DuckDbDatabase.DuckDbConnector.class,
                        true),
                new Load(
                        "SQLite, append-only, exactly once",
                        SqliteDatabase::new,
                        SqliteDatabase.SqliteConnector.class,
                        true));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void afterEightKillsTheTablesAreThoseOfAnUndisturbedRun(Load load) throws Exception {
        check(load, 8);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("loads")
    void afterAHundredKillsTheTablesAreThoseOfAnUndisturbedRun(Load load) throws Exception {
        check(load, 100);
    }

    private static void check(Load load, int kills) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TestDatabase killed = load.database().get();
                TestDatabase undisturbed = load.database().get()) {
            int from = 0;
            int sent = 0;
            for (int kill = 0; kill < kills; kill++) {
                int killAt = from + 1 + random.nextInt(MOST_ROWS_TO_A_KILL);
                boolean afterAState =
                        kill % 2 == 1; // so that there is progress; the others may come before anything is done
                Outcome outcome = run(killed, load, from, killAt, afterAState ? Kill.AFTER_A_STATE : Kill.ANYWHERE);
                from = Math.max(from, outcome.lastState());
                sent = Math.max(sent, outcome.lastRow());
            }
            assertThat(from)
                    .as("rows covered by a state before the last kill, seed %d", seed)
                    .isPositive();
            int rows = sent + random.nextInt(ROWS_PER_STATE); // a killed run may have committed all that it was sent
            assertThat(run(killed, load, from, rows, Kill.NOT_AT_ALL).lastState())
                    .isEqualTo(rows);
            assertThat(run(undisturbed, load, 0, rows, Kill.NOT_AT_ALL).lastState())
                    .isEqualTo(rows);
            for (String stream : STREAMS) {
                assertThat(contents(killed, stream))
                        .as("stream %s of %d rows, seed %d", stream, rows, seed)
                        .isEqualTo(contents(undisturbed, stream));
            }
        }
    }

    private static List<List<String>> contents(TestDatabase database, String stream) {
        return database.rows("SELECT id, text FROM %s ORDER BY id, text".formatted(database.table(stream)));
    }

    /**
     * What came of a run.
     *
     * @param lastState that it has emitted, or the one it began with
     * @param lastRow   that it was sent
     */
    private record Outcome(int lastState, int lastRow) {}

    /** The run is killed once all rows are sent, or ends. */
    private static Outcome run(TestDatabase database, Load load, int from, int to, Kill kill)
            throws IOException, InterruptedException {
        String config = database.configFile(load.settings()).toString();
        Process process = new ProcessBuilder(ChildProcess.command(
                        ChildProcess.class, load.connector().getName(), "--config", config))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        AtomicBoolean hasState = new AtomicBoolean();
        AtomicInteger lastRow = new AtomicInteger();
        Thread feeder = new Thread(() -> lastRow.set(feed(process, from, to, kill, hasState)), "feeder");
        feeder.start();
        int last = from;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = JsonValues.of(line).path("n").asInt();
                hasState.set(true);
            }
        }
        int exit = process.waitFor();
        feeder.join();
        assertThat(exit).isEqualTo(kill == Kill.NOT_AT_ALL ? 0 : 128 + 9);
        int lastState = load.exactlyOnce() ? Math.max(last, storedState(load, config)) : last;
        return new Outcome(lastState, lastRow.get());
    }

    /** As the tap is given it: a commit that was killed before its state was printed counts. */
    private static int storedState(Load load, String config) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(InputStream.nullInputStream(), out, System.err);
        assertThat(ConnectorCommand.run(load.newConnector(), streams, "--config", config, "--print-state"))
                .isZero();
        return JsonValues.of(out.toString(StandardCharsets.UTF_8)).path("n").asInt();
    }

    /** Gives the last row that was written. */
    private static int feed(Process process, int from, int to, Kill kill, AtomicBoolean hasState) {
        int row = from;
        try (BufferedWriter in = process.outputWriter()) {
            for (String stream : STREAMS) {
                in.write(schema(stream, PROPERTIES, "id") + "\n");
            }
            while (row < to || (kill == Kill.AFTER_A_STATE && !hasState.get())) {
                row++;
                in.write(message(row) + "\n");
                if (row % ROWS_PER_STATE == 0 || (row == to && kill == Kill.NOT_AT_ALL)) {
                    in.write(state(row) + "\n");
                }
            }
            in.flush();
            if (kill != Kill.NOT_AT_ALL) {
                process.toHandle().destroyForcibly(); // unlike the process's own method, it leaves the output readable
                process.waitFor(); // so that it does not see the input end first
            }
            return row;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the connector ended by itself", e);
        }
    }

    /** Each key comes about three times, a new text each time. */
    private static String message(int row) {
        long id = row * 7919L % 1_000_003 % 4001;
        return record(STREAMS.get(row % 3), "\"id\":%d,\"text\":\"row %d\"".formatted(id, row));
    }
}
