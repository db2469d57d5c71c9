package dev.connectorkit.runtime.sql;

import dev.connectorkit.testkit.destination.TestDatabase;
import java.util.List;

class OverwriteDuckDbTest extends OverwriteContract {
    @Override
    TestDatabase newDatabase() {
        return new DuckDbDatabase();
    }

    /** Another process is refused by the file, at the connection. */
    @Override
    boolean refusesASecondRun() {
        return false;
    }

    @Override
    List<String> indexes() {
        return database.rows("SELECT index_name FROM duckdb_indexes()").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
