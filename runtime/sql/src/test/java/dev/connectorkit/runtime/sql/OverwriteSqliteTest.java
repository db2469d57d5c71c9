package dev.connectorkit.runtime.sql;

import dev.connectorkit.testkit.destination.TestDatabase;

class OverwriteSqliteTest extends OverwriteContract {
    @Override
    TestDatabase newDatabase() {
        return new SqliteDatabase();
    }

    @Override
    boolean hasExactTypesPastSixtyFourBits() {
        return false;
    }

    @Override
    String indexOnName() {
        return "by_name ON t (name)";
    }
}
