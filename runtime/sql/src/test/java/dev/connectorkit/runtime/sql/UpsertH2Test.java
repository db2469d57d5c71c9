package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;

class UpsertH2Test extends UpsertContract {
    @Override
    TestDatabase newDatabase() {
        return JdbcDatabase.h2();
    }

    @Override
    Connector connector() {
        return new JdbcDatabase.JdbcConnector("h2");
    }
}
