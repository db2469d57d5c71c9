package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.destination.H2TestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import java.util.List;

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

    /** H2 gives a table no other key: DDL commits, so one that the rows do not allow would leave the table without any. */
    @Override
    protected List<ConformanceCase> cases() {
        return CaseLibrary.standard().stream()
                .filter(one -> !one.name().equals("key-that-changes"))
                .toList();
    }
}
