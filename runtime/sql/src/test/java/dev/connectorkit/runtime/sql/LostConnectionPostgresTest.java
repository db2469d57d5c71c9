package dev.connectorkit.runtime.sql;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectorkit.runtime.sql.CuttingProxy.Cut;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.postgres.PostgresServer;

class LostConnectionPostgresTest extends LostConnectionContract {
    @Override
    TestDatabase newDatabase() {
        return new PostgresDatabase();
    }

    /** The first COMMIT that the proxy sees on the way back is that of CREATE TABLE. */
    @Override
    CuttingProxy proxy(Cut cut) {
        PostgresServer server = PostgresDatabase.server();
        return new CuttingProxy(
                server.host(), server.port(), CuttingProxy.PostgresWire::new, cut, cut == Cut.AFTER_COMMIT ? 3 : 2);
    }

    @Override
    OwnServer startServer() {
        assumeThat(PostgresDatabase.server().isOwn())
                .as("a server that is given is left running")
                .isTrue();
        PostgresServer server = PostgresServer.start();
        return new OwnServer() {
            @Override
            public TestDatabase newDatabase() {
                return new PostgresDatabase(server);
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
}
