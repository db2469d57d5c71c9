package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;

class UpsertDuckDbTest extends UpsertContract {
    @Override
    TestDatabase newDatabase() {
        return new DuckDbDatabase();
    }

    @Override
    Connector connector() {
        return new DuckDbDatabase.DuckDbConnector();
    }
}
