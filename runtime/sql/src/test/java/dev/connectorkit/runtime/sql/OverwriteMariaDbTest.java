package dev.connectorkit.runtime.sql;

import dev.connectorkit.testkit.destination.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class OverwriteMariaDbTest extends OverwriteContract {
    @Override
    TestDatabase newDatabase() {
        return new MariaDbDatabase();
    }

    /** Of long text, the first characters. */
    @Override
    String indexOnName() {
        return "by_name ON %s (name(20))".formatted(database.table("t"));
    }

    /** Dropping and renaming tables commits. */
    @Override
    boolean replacesTables() {
        return false;
    }
}
