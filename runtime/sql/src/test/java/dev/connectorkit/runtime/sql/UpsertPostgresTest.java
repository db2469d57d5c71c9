package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;

class UpsertPostgresTest extends UpsertContract {
    @Override
    TestDatabase newDatabase() {
        return new PostgresDatabase();
    }

    @Override
    Connector connector() {
        return new PostgresDatabase.PostgresConnector();
    }
}
