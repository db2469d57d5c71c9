package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/** Feeds a connector that is a process of its own, kills it somewhere in the middle, and compares states and rows. */
final class KilledRun {
    private static final int ROWS_PER_STATE = 997;
    private static final int BATCH_ROWS = 1000;
    private static final int KILLS = 3;
    private static final long SEED = 20260101;

    private KilledRun() {}

    static void check(TestDatabase database, Class<? extends Connector> connector) throws Exception {
        Random random = new Random(SEED);
        long resumeAt = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long lastState = runUntil(database, connector, resumeAt, 1 + random.nextInt(4));
            assertThat(lastState).isPositive();
            long below = Long.parseLong(database.value(
                    "SELECT count(*) FROM %s WHERE id < %d".formatted(database.table("rows"), lastState)));
            assertThat(below).isEqualTo(lastState);
            resumeAt = lastState;
        }
    }

    /** Gives the last state that came out; the process is killed once so many have. */
    private static long runUntil(TestDatabase database, Class<? extends Connector> connector, long from, int states)
            throws IOException, InterruptedException {
        String config =
                database.configFile(Map.of("batch_size_rows", BATCH_ROWS)).toString();
        Process process = new ProcessBuilder(
                        ChildProcess.command(ChildProcess.class, connector.getName(), "--config", config))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread feeder = new Thread(() -> feed(process.outputWriter(), from), "feeder");
        feeder.start();
        long last = from;
        try (BufferedReader out = process.inputReader()) {
            for (int seen = 0; seen < states; seen++) {
                last = number(out.readLine());
            }
            process.toHandle().destroyForcibly(); // unlike the process's own method, it leaves the output readable
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = number(line); // came out before the end, so it counts
            }
        }
        process.waitFor();
        feeder.join();
        return last;
    }

    private static void feed(BufferedWriter in, long from) {
        try (in) {
            in.write(schema("rows", "\"id\":{\"type\":\"integer\"},\"text\":{\"type\":\"string\"}", "id") + "\n");
            for (long id = from; ; id++) {
                if (id % ROWS_PER_STATE == 0) {
                    in.write(state((int) id) + "\n");
                }
                in.write(record("rows", "\"id\":%d,\"text\":\"row %d\"".formatted(id, id)) + "\n");
            }
        } catch (IOException e) {
            return; // the reader was killed, as it was to be
        }
    }

    private static long number(String state) {
        return JsonValues.of(state).path("n").asLong();
    }
}
