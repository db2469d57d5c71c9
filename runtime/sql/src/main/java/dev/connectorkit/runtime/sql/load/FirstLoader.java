package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import java.sql.Connection;
import java.sql.SQLException;

/** Loads a table that has no rows yet without a staging table, in the hope that no key comes in two batches. */
final class FirstLoader {
    private static final RowMarks NO_MARKS = new RowMarks(false, false);

    private final CopyLoader into;
    private final CopyField[] fields;
    private final int[] positions;
    private final int[] keys;
    private final boolean firstWins;

    /**
     * A loader.
     *
     * @param into      the table itself
     * @param fields    one for each column
     * @param positions of the properties that go into them
     * @param keys      places of the key's columns among the fields
     * @param firstWins whether of equal keys in a batch the first row counts, instead of the last
     */
    FirstLoader(CopyLoader into, CopyField[] fields, int[] positions, int[] keys, boolean firstWins) {
        this.into = into;
        this.fields = fields;
        this.positions = positions;
        this.keys = keys;
        this.firstWins = firstWins;
    }

    BatchContents newContents() {
        return new FirstRows(new CopyRows(fields, positions, NO_MARKS), fields, keys, firstWins);
    }

    /** Fails with SQLSTATE 23505 if the table has one of the keys. */
    void insert(Connection connection, FirstRows rows) throws SQLException {
        into.insert(connection, rows);
    }
}
