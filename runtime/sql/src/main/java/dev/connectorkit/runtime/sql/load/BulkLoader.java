package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import java.sql.Connection;
import java.sql.SQLException;

/** The fastest way of a database to take rows in, for one table. */
public interface BulkLoader {
    /**
     * An empty batch in this loader's encoding. Called by the reading thread, which also fills it; a row that the table
     * cannot hold is refused then, with a {@link dev.connectorkit.runtime.error.RecordException}.
     */
    BatchContents newContents();

    /** Writes all rows, in the transaction that is open on the connection. */
    void insert(Connection connection, BatchContents contents) throws SQLException;
}
