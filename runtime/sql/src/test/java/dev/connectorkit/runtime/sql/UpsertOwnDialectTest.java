package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpsertOwnDialectTest extends UpsertContract {
    @Override
    boolean changesKeys() {
        return false;
    }

    @Override
    TestDatabase newDatabase() {
        return JdbcDatabase.hsqldb();
    }

    @Override
    Connector connector() {
        return new JdbcDatabase.JdbcConnector(HsqldbDialect.class.getName());
    }

    @Override
    boolean keepsMissing() {
        return false;
    }

    @Test
    void toKeepWhatIsMissingIsRefusedWithoutWindowFunctions() {
        try (TestDatabase database = newDatabase()) {
            Run run = database.loadWith(
                    Map.of("upsert_missing", "keep"), schema("t", "\"id\":{\"type\":\"integer\"}", "id"));
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.lastLine())
                    .startsWith("CONFIG_INVALID")
                    .contains("upsert_missing")
                    .contains("window functions");
        }
    }
}
