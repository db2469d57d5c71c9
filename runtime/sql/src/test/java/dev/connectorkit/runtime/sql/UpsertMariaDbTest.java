package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class UpsertMariaDbTest extends UpsertContract {
    @Override
    TestDatabase newDatabase() {
        return new MariaDbDatabase();
    }

    @Override
    Connector connector() {
        return new MariaDbDatabase.MariaDbConnector();
    }
}
