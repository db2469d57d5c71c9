package dev.connectorkit.runtime.sql;

import dev.connectorkit.testkit.destination.TestDatabase;

class OverwriteOwnDialectTest extends OverwriteContract {
    @Override
    TestDatabase newDatabase() {
        return JdbcDatabase.hsqldb();
    }

    /** Standard SQL has no lock that would refuse it. */
    @Override
    boolean refusesASecondRun() {
        return false;
    }

    /** Dropping and renaming tables commits. */
    @Override
    boolean replacesTables() {
        return false;
    }
}
