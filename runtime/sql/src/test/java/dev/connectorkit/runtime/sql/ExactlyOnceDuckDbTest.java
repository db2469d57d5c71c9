package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;

class ExactlyOnceDuckDbTest extends ExactlyOnceContract {
    @Override
    TestDatabase newDatabase() {
        return new DuckDbDatabase();
    }

    @Override
    Connector connector() {
        return new DuckDbDatabase.DuckDbConnector();
    }

    /** Another process is refused by the file, at the connection. */
    @Override
    boolean refusesASecondRun() {
        return false;
    }
}
