package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnUpsertTest {
    private static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},"
            + "\"updated_at\":{\"type\":\"string\",\"format\":\"date-time\"}";

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "sqlite", "duckdb"})
    void theRowThatWasUpdatedLastStaysWhateverTheOrder(String dialect) {
        try (TestDatabase database = new NewestWinsDatabase(dialect)) {
            load(
                    database,
                    1,
                    "b",
                    "2024-01-02T00:00:00Z",
                    2,
                    "x",
                    "2024-01-01T00:00:00Z",
                    1,
                    "a",
                    "2024-01-01T00:00:00Z");
            assertThat(rows(database)).containsExactly(List.of("1", "b"), List.of("2", "x"));
            load(
                    database,
                    1,
                    "old",
                    "2023-12-31T00:00:00Z",
                    2,
                    "new",
                    "2024-01-02T00:00:00Z",
                    3,
                    "c",
                    "2024-01-01T00:00:00Z");
            assertThat(rows(database)).containsExactly(List.of("1", "b"), List.of("2", "new"), List.of("3", "c"));
            load(
                    database,
                    1,
                    "same",
                    "2024-01-02T00:00:00Z",
                    1,
                    "last",
                    "2024-01-02T00:00:00Z",
                    3,
                    "older",
                    "2023-01-01T00:00:00Z");
            assertThat(rows(database)).containsExactly(List.of("1", "last"), List.of("2", "new"), List.of("3", "c"));
        }
    }

    private static void load(TestDatabase database, Object... values) {
        String[] messages = new String[values.length / 3 + 1];
        messages[0] = schema("users", PROPERTIES, "id");
        for (int i = 0; i < values.length; i += 3) {
            messages[i / 3 + 1] = record(
                    "users",
                    "\"id\":%s,\"name\":\"%s\",\"updated_at\":\"%s\""
                            .formatted(values[i], values[i + 1], values[i + 2]));
        }
        Run run = database.load(messages);
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private static List<List<String>> rows(TestDatabase database) {
        return database.rows("SELECT id, name FROM %s ORDER BY id".formatted(database.table("users")));
    }

    private static final class NewestWinsDatabase extends TestDatabase {
        private final String dialect;
        private final OwnDatabase standard;

        NewestWinsDatabase(String dialect) {
            this.dialect = dialect;
            this.standard = OwnDatabase.of(dialect);
        }

        @Override
        protected Connector connector() {
            Connector connector = standard.connector();
            return new Connector() {
                @Override
                public ConnectorInfo info() {
                    return connector.info();
                }

                @Override
                public Target open(Settings settings) {
                    return new NewestWinsTarget(dialect, settings);
                }
            };
        }

        @Override
        protected Map<String, Object> configuration() {
            return standard.configuration();
        }

        @Override
        public Connection connect() throws SQLException {
            return standard.database().connect();
        }

        @Override
        public String table(String name) {
            return standard.database().table(name);
        }

        @Override
        public void close() {
            standard.database().close();
        }
    }

    private record OwnDatabase(TestDatabase database, Connector connector, Map<String, Object> configuration) {
        static OwnDatabase of(String dialect) {
            return switch (dialect) {
                case "postgres" -> {
                    PostgresDatabase postgres = new PostgresDatabase();
                    yield new OwnDatabase(postgres, postgres.connector(), postgres.configuration());
                }
                case "sqlite" -> {
                    SqliteDatabase sqlite = new SqliteDatabase();
                    yield new OwnDatabase(sqlite, sqlite.connector(), sqlite.configuration());
                }
                default -> {
                    DuckDbDatabase duckDb = new DuckDbDatabase();
                    yield new OwnDatabase(duckDb, duckDb.connector(), duckDb.configuration());
                }
            };
        }
    }
}
