package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.SqliteTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;

/** A SQLite connector passes the conformance suite, in process. */
class SqliteConformanceTest extends TargetContract {
    @Override
    protected Connector connector() {
        return new SqliteDatabase.SqliteConnector();
    }

    @Override
    protected TestDestination destination(Path work) {
        return new SqliteTestDestination(work.resolve("destination.sqlite"));
    }
}
