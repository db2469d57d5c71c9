package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that refuses a batch for a reason that passes, and what is done about it. */
class PassingFailurePostgresTest {
    private static final String SCHEMA =
            schema("t", "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":[\"string\",\"null\"]}", "id");
    private static final String[] MESSAGES = {
        SCHEMA, record("t", "\"id\":1,\"name\":\"a\""), record("t", "\"id\":2,\"name\":\"b\""), state(2)
    };
    private static final Map<String, Object> ONE_LANE = Map.of("stream_parallelism", 1, "retry_delay_seconds", 0.01);

    private final PostgresDatabase database = new PostgresDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53100", "53200", "53300", "57014", "57P01"})
    void aBatchThatFailsForAWhileIsSentAgain(String sqlState) {
        failAtFirst("RAISE EXCEPTION 'not now' USING ERRCODE = '%s'".formatted(sqlState));
        assertLoadedAtTheSecondAttempt(database.loadWith(ONE_LANE, MESSAGES));
    }

    @Test
    void aBatchWhoseSessionTheAdministratorEndsIsSentAgain() {
        failAtFirst("PERFORM pg_terminate_backend(pg_backend_pid())");
        assertLoadedAtTheSecondAttempt(database.loadWith(ONE_LANE, MESSAGES));
    }

    @Test
    void aBatchThatFailsForGoodIsSentOnce() {
        failAtFirst("RAISE EXCEPTION 'never' USING ERRCODE = '23514'");
        Run run = database.loadWith(ONE_LANE, MESSAGES);
        assertThat(run.exit()).as(run.err()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("LOAD_FAILED").contains("SQLSTATE 23514");
        assertThat(run.states()).isEmpty();
        assertThat(attempts()).isEqualTo("1");
    }

    /** The run looks for a deadlock after the second that is the server's default; the other session leaves that to it. */
    @Test
    @Timeout(120)
    void aBatchThatADeadlockTookBackIsSentAgain() throws Exception {
        assertThat(database.load(MESSAGES).exit()).isZero();
        countAttempts("");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET LOCAL deadlock_timeout = '60s'");
            statement.execute("UPDATE %s SET name = 'other' WHERE id = 2".formatted(database.table("t")));
            CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> database.loadWith(ONE_LANE, MESSAGES));
            awaitWaitingFor(statement);
            statement.execute("UPDATE %s SET name = 'other' WHERE id = 1".formatted(database.table("t")));
            other.commit();
            assertLoadedAtTheSecondAttempt(run.get());
        }
    }

    private static void awaitWaitingFor(Statement holder) throws SQLException {
        String waiting = "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";
        while (!holder.executeQuery(waiting).next()) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private void failAtFirst(String failure) {
        assertThat(database.load(SCHEMA).exit()).isZero();
        countAttempts("IF attempt = 1 THEN %s; END IF;".formatted(failure));
    }

    /** A sequence counts what is rolled back, too. */
    private void countAttempts(String then) {
        database.execute("CREATE SEQUENCE " + database.table("attempts"));
        database.execute("""
                CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE attempt bigint := nextval('%2$s');
                BEGIN %3$s RETURN NULL; END $$""".formatted(database.table("attempt"), database.table("attempts"), then));
        database.execute("CREATE TRIGGER attempt BEFORE INSERT ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()"
                .formatted(database.table("t"), database.table("attempt")));
    }

    private String attempts() {
        return database.value("SELECT last_value FROM " + database.table("attempts"));
    }

    private void assertLoadedAtTheSecondAttempt(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.states()).containsExactly("{\"n\":2}");
        assertThat(attempts()).isEqualTo("2");
        assertThat(database.rows("SELECT id, name FROM %s ORDER BY 1".formatted(database.table("t"))))
                .containsExactly(List.of("1", "a"), List.of("2", "b"));
    }
}
