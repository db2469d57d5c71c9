package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.StandardSqlTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** A connector without a dialect of its database passes the conformance suite, in process, on H2. */
@Tag("full")
class StandardSqlConformanceTest extends TargetContract {
    private static final String URL = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());

    @Override
    protected Connector connector() {
        return new JdbcDatabase.JdbcConnector("ansi");
    }

    @Override
    protected TestDestination destination(Path work) {
        return new StandardSqlTestDestination(URL, "SA", "");
    }
}
