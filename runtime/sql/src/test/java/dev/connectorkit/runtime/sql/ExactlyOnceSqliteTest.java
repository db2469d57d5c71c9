package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;

class ExactlyOnceSqliteTest extends ExactlyOnceContract {
    @Override
    TestDatabase newDatabase() {
        return new SqliteDatabase();
    }

    @Override
    Connector connector() {
        return new SqliteDatabase.SqliteConnector();
    }

    @Override
    boolean isLocked() {
        return database.tables().stream().anyMatch(name -> name.endsWith("_connector_lock"))
                && !database.rows("SELECT 1 FROM _connector_lock").isEmpty();
    }

    @Override
    boolean hasExactTypesPastSixtyFourBits() {
        return false;
    }
}
