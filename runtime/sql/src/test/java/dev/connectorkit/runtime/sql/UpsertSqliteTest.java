package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;

class UpsertSqliteTest extends UpsertContract {
    @Override
    TestDatabase newDatabase() {
        return new SqliteDatabase();
    }

    @Override
    Connector connector() {
        return new SqliteDatabase.SqliteConnector();
    }
}
