package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExactlyOncePostgresTest extends ExactlyOnceContract {
    @Override
    TestDatabase newDatabase() {
        return new PostgresDatabase();
    }

    @Override
    Connector connector() {
        return new PostgresDatabase.PostgresConnector();
    }

    @Override
    boolean isLocked() {
        return holds("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                + "(SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private static boolean holds(String query) {
        try (TestDatabase any = new PostgresDatabase()) {
            return !any.rows(query).isEmpty();
        }
    }

    /** The second CREATE waits for the first one's epoch, fails then, and leaves its own epoch as it was. */
    @Test
    @Timeout(120)
    void twoEpochsMayMakeTheSameTableAtOnce() throws Exception {
        String schema = schema("shared", "\"id\":{\"type\":\"integer\"}");
        try (PostgresDatabase database = new PostgresDatabase()) {
            Live first = new Live(database, "first");
            first.send(schema, record("shared", "\"id\":1"));
            while (!holds(
                    "SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction' AND query NOT LIKE '%advisory%'")) {
                first.requireLive();
            }
            Live second = new Live(database, "second");
            second.send(schema("own", "\"id\":{\"type\":\"integer\"}"), record("own", "\"id\":1"), schema);
            while (!holds(
                    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'CREATE TABLE%shared%'")) {
                second.requireLive();
            }
            first.end(state(1));
            second.end(record("shared", "\"id\":2"), state(2));
            assertThat(database.rows("SELECT id FROM %s ORDER BY 1".formatted(database.table("shared"))))
                    .containsExactly(List.of("1"), List.of("2"));
            assertThat(database.rows("SELECT id FROM " + database.table("own"))).containsExactly(List.of("1"));
        }
    }

    /** A run that is sent one message after another. */
    private static final class Live {
        private final PipedOutputStream feed = new PipedOutputStream();
        private final CompletableFuture<Run> run;

        Live(TestDatabase database, String stateId) throws IOException {
            PipedInputStream in = new PipedInputStream(feed, 1 << 16);
            Map<String, Object> settings = Map.of("state_backend", "table", "state_id", stateId, "batch_size_rows", 1);
            run = CompletableFuture.supplyAsync(() -> database.loadWith(settings, in));
        }

        void send(String... messages) throws IOException {
            feed.write((String.join("\n", messages) + "\n").getBytes(UTF_8));
            feed.flush();
        }

        void requireLive() {
            assertThat(run.isDone() || Thread.interrupted()).isFalse();
        }

        void end(String... messages) throws Exception {
            send(messages);
            feed.close();
            assertThat(run.get().exit()).as(run.get().err()).isZero();
        }
    }
}
