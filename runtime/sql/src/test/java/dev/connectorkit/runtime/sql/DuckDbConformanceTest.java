package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.DuckDbTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;

/** A DuckDB connector passes the conformance suite, in process. */
class DuckDbConformanceTest extends TargetContract {
    @Override
    protected Connector connector() {
        return new DuckDbDatabase.DuckDbConnector();
    }

    @Override
    protected TestDestination destination(Path work) {
        return new DuckDbTestDestination(work.resolve("destination.duckdb"));
    }
}
