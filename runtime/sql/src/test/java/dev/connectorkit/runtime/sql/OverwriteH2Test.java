package dev.connectorkit.runtime.sql;

import dev.connectorkit.testkit.destination.TestDatabase;

class OverwriteH2Test extends OverwriteContract {
    @Override
    TestDatabase newDatabase() {
        return JdbcDatabase.h2();
    }

    /** Dropping and renaming tables commits. */
    @Override
    boolean replacesTables() {
        return false;
    }
}
