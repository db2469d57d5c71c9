package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.sql.CuttingProxy.Cut;
import dev.connectorkit.testkit.destination.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class LostConnectionMariaDbTest extends LostConnectionContract {
    @Override
    TestDatabase newDatabase() {
        return new MariaDbDatabase();
    }

    /** The driver sends a COMMIT only where a transaction is open, which DDL leaves none. */
    @Override
    CuttingProxy proxy(Cut cut) {
        return new CuttingProxy("127.0.0.1", MariaDbDatabase.server().port(), CuttingProxy.MariaDbWire::new, cut, 2);
    }

    @Override
    OwnServer startServer() {
        MariaDbServer server = MariaDbServer.start();
        return new OwnServer() {
            @Override
            public TestDatabase newDatabase() {
                return new MariaDbDatabase(server);
            }

            @Override
            public void restart() {
                server.restart();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    @Test
    void theRowThatTellsOfTheLastBatchIsTakenAwayAtTheEnd() {
        try (TestDatabase database = newDatabase()) {
            assertThat(database.load(schema("log", PROPERTIES), record("log", "\"id\":1"))
                            .exit())
                    .isZero();
            assertThat(database.rows("SELECT * FROM " + database.table("_connector_state")))
                    .isEmpty();
        }
    }
}
