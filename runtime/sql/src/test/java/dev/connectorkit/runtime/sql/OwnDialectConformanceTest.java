package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.destination.StandardSqlTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** A connector with a dialect of a few lines, for a database that the kit does not know, passes the conformance suite. */
@Tag("full")
class OwnDialectConformanceTest extends TargetContract {
    /** By default HSQLDB compares texts as if blanks stood behind the shorter one (its manual, Collations). */
    private static final String URL = JdbcDatabase.hsqldbUrl() + ";sql.pad_space=false";

    @Override
    protected Connector connector() {
        return new JdbcDatabase.JdbcConnector(HsqldbDialect.class.getName());
    }

    @Override
    protected TestDestination destination(Path work) {
        return new StandardSqlTestDestination(URL, "SA", "");
    }
}
