package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A row in the table of states that says which batch a sink has committed last, written in the transaction of that batch: so
 * the database can be asked about a COMMIT that it never answered. Used by one sink.
 */
final class BatchMark {
    private final StateTable row;
    private final String run;

    BatchMark(StateTable row, String run) {
        this.row = requireNonNull(row, "row");
        this.run = requireNonNull(run, "run");
    }

    /** Makes the row, without a batch, and the table if there is none. */
    void begin(Connections connections) throws SQLException {
        connections.use(connection -> {
            row.take(connection, run);
            return true;
        });
    }

    /** In the transaction of the batch. */
    void write(Connection connection, String batchId) throws SQLException {
        if (!row.write(connection, run, batchId)) {
            throw new SQLException("the row of this run is gone from " + StateTable.NAME);
        }
    }

    /** Whether the batch is the one that was committed last. The row is written first, which waits for a transaction that has. */
    boolean isOf(Connections connections, String batchId) throws SQLException {
        return connections.use(connection -> {
            row.take(connection, run);
            return row.read(connection).filter(batchId::equals).isPresent();
        });
    }

    void remove(Connections connections) throws SQLException {
        connections.use(connection -> {
            row.delete(connection);
            return true;
        });
    }
}
