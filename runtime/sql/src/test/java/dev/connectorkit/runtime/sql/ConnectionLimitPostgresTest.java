package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.sql.dialect.ConnectionParameters;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.load.LoadSteps.MergeUpsert;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A session that an administrator ends, while the server takes no more connections of its role for a while. */
class ConnectionLimitPostgresTest {
    private static final String USERS =
            schema("users", "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"}", "id");

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final PostgresDatabase database = new PostgresDatabase() {
        @Override
        protected Connector connector() {
            return new EndedConnector();
        }
    };
    private final String role = "limited_" + database.schema();

    @BeforeEach
    void makeRole() {
        database.execute("CREATE SCHEMA \"%s\"".formatted(database.schema()));
        database.execute("CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(role));
        database.execute("GRANT ALL ON SCHEMA \"%s\" TO %s".formatted(database.schema(), role));
    }

    @AfterEach
    void drop() {
        database.execute("DROP OWNED BY " + role);
        database.execute("DROP ROLE " + role);
        database.close();
    }

    @Test
    void aBatchWaitsForAConnectionThatTheServerRefusesAtFirst() {
        Run run = database.loadWith(
                Map.of("user", role, "password", "x", "stream_parallelism", 1, "retry_delay_seconds", 0.01),
                USERS,
                record("users", "\"id\":%d,\"name\":\"a\"".formatted(1)),
                state(1));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(failures).containsExactly("57P01", "53300");
        assertThat(run.states()).hasSize(1);
        assertThat(database.rows("SELECT id, name FROM " + database.table("users")))
                .containsExactly(List.of("1", "a"));
    }

    private final class EndedConnector implements Connector {
        @Override
        public ConnectorInfo info() {
            return new PostgresDatabase.PostgresConnector().info();
        }

        @Override
        public Target open(Settings settings) {
            return new EndedTarget(settings);
        }
    }

    private final class EndedTarget extends SqlTarget {
        private boolean isEnded;

        EndedTarget(Settings settings) {
            super("postgres", settings);
        }

        @Override
        protected Connection connect(ConnectionParameters parameters) throws SQLException {
            try {
                return super.connect(parameters);
            } catch (SQLException e) {
                failures.add(e.getSQLState());
                database.execute("ALTER ROLE %s CONNECTION LIMIT -1".formatted(role));
                throw e;
            }
        }

        @Override
        protected int mergeUpsert(Connection connection, StagedRows rows, MergeUpsert standard) throws SQLException {
            if (!isEnded) {
                isEnded = true;
                database.execute("ALTER ROLE %s CONNECTION LIMIT 0".formatted(role));
                int backend = connection.unwrap(PGConnection.class).getBackendPID();
                database.execute("DO $$ BEGIN PERFORM pg_terminate_backend(%d, 60000); END $$".formatted(backend));
            }
            try {
                return standard.merge(connection, rows);
            } catch (SQLException e) {
                failures.add(e.getSQLState());
                throw e;
            }
        }
    }
}
