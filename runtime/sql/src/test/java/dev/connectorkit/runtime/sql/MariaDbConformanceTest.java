package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.MariaDbTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** A MariaDB connector passes the conformance suite, in process; the rows are looked at whenever a state comes out. */
@Tag("mariadb")
class MariaDbConformanceTest extends TargetContract {
    @Override
    protected Connector connector() {
        return new MariaDbDatabase.MariaDbConnector();
    }

    @Override
    protected TestDestination destination(Path work) {
        return new MariaDbTestDestination(MariaDbDatabase.server().login());
    }
}
