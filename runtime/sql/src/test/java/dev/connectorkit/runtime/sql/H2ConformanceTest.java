package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.H2TestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;

/** An H2 connector passes the conformance suite, in process. */
class H2ConformanceTest extends TargetContract {
    @Override
    protected Connector connector() {
        return new JdbcDatabase.JdbcConnector("h2");
    }

    @Override
    protected TestDestination destination(Path work) {
        return new H2TestDestination(work.resolve("destination"));
    }
}
