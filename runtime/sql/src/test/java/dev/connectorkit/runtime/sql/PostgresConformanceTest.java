package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.PostgresTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;

/** A PostgreSQL connector passes the conformance suite, in process; the rows are looked at whenever a state comes out. */
class PostgresConformanceTest extends TargetContract {
    @Override
    protected Connector connector() {
        return new PostgresDatabase.PostgresConnector();
    }

    @Override
    protected TestDestination destination(Path work) {
        return new PostgresTestDestination(PostgresDatabase.server().login());
    }
}
