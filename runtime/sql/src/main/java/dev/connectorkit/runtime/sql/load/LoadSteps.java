package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sql.ddl.LoadedTable;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The two steps of loading a batch that a connector may do its own way. */
public interface LoadSteps {
    /**
     * How rows get into the table, or into the staging table if there is one.
     *
     * @param standard the dialect's own way
     */
    BulkLoader bulkInsert(StreamSchema stream, LoadedTable table, Optional<StagedRows> staged, BulkLoader standard);

    /**
     * Takes the staged rows into the table, in the transaction that is open.
     *
     * @return how many of the batch's rows count as written; the others were merged into these
     */
    int mergeUpsert(Connection connection, StagedRows rows, MergeUpsert standard) throws SQLException;

    /** Whether both steps are the dialect's own: an empty table is filled without them only then. */
    default boolean areStandard() {
        return false;
    }

    /** The dialect's own way to take staged rows into their table: of each key the last one, or the first if that is to win. */
    @FunctionalInterface
    interface MergeUpsert {
        int merge(Connection connection, StagedRows rows) throws SQLException;
    }
}
