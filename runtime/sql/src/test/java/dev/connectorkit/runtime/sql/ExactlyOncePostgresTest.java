package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ExactlyOncePostgresTest extends ExactlyOnceContract {
    @Override
    TestDatabase newDatabase() {
        return new PostgresDatabase();
    }

    @Override
    Connector connector() {
        return new PostgresDatabase.PostgresConnector();
    }

    @Test
    void aSecondLiveRunWithTheSameIdIsRefused() throws Exception {
        try (PostgresDatabase database = new PostgresDatabase()) {
            PipedOutputStream feed = new PipedOutputStream();
            Map<String, Object> settings = Map.of("state_backend", "table", "state_id", "pipeline");
            PipedInputStream in = new PipedInputStream(feed, 1 << 16);
            CompletableFuture<Run> first = CompletableFuture.supplyAsync(() -> database.loadWith(settings, in));
            String schema = schema("a", "\"id\":{\"type\":\"integer\"}");
            feed.write((schema + "\n").getBytes(UTF_8));
            feed.flush();
            while (database.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                            + "(SELECT oid FROM pg_database WHERE datname = current_database())")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            Run second = database.loadWith(settings, schema, record("a", "\"id\":1"), state(1));
            assertThat(second.exit()).isEqualTo(3);
            assertThat(second.lastLine())
                    .startsWith("DESTINATION_BUSY")
                    .contains("another run with state_id \"pipeline\" is alive");
            feed.close();
            assertThat(first.get().exit()).as(first.get().err()).isZero();
        }
    }
}
