package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.sql.ddl.TableReplacer;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import dev.connectorkit.runtime.sql.load.DatabaseError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's rows on their way to replace what its table holds: they go into a new table, which takes the old one's place at
 * the end. One for each stream and run, shared by its lanes.
 */
final class Overwrite {
    private static final Logger LOG = LoggerFactory.getLogger(Overwrite.class);

    private final TableName table;
    private final TableReplacer replacer;
    private final ConnectionSource locking;
    private final Dialect dialect;
    private @Nullable Connection lock;
    private boolean begun;
    private boolean swapBegun;
    private volatile boolean hasRows;
    private volatile boolean done;

    /**
     * Nothing is done yet.
     *
     * @param run     the run's own eight hexadecimal digits
     * @param locking opens the connection that holds the lock on the table's name, where the database has such locks
     */
    Overwrite(TableName table, String run, Dialect dialect, ConnectionSource locking) {
        this.table = table;
        this.dialect = dialect;
        this.replacer = new TableReplacer(dialect, table, run);
        this.locking = locking;
    }

    /** Where rows go now: the new table, or once that has taken its place, the table itself. */
    TableName into() {
        return done ? table : replacer.replacement();
    }

    void rowsLoaded() {
        hasRows = true;
    }

    boolean hasRows() {
        return hasRows;
    }

    boolean isDone() {
        return done;
    }

    /**
     * Drops what a run before has left, once.
     *
     * @throws ConnectionException DESTINATION_BUSY if another run is overwriting the table
     */
    void begin(Connections connections) throws SQLException {
        if (begun) {
            return;
        }
        takeLock();
        connections.use(connection -> {
            replacer.dropLeftovers(connection);
            return true;
        });
        begun = true;
    }

    private void takeLock() throws SQLException {
        if (dialect.sessionLock().isEmpty()) {
            return;
        }
        lock = locking.open();
        try {
            SessionLock.take(lock, dialect, "overwrite " + table);
        } catch (SQLException e) {
            close();
            if (DatabaseError.of(e, Set.of()).isLockTimeout()) {
                throw new ConnectionException(
                        ErrorCode.DESTINATION_BUSY,
                        "table %s: another run is overwriting it; wait for its end, or end it".formatted(table),
                        e);
            }
            throw e;
        }
    }

    /** Puts the new table in the old one's place; until that is committed, the old one serves. */
    void swap(Connections connections, TableDefinition wanted) throws SQLException {
        connections.use(connection -> {
            // the name is this run's own: only the commit of an earlier attempt can have taken it away
            if (!swapBegun || replacer.isThere(connection)) {
                swapBegun = true;
                replacer.replace(connection, wanted);
            }
            return true;
        });
        done = true;
        close();
    }

    void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (SQLException e) {
                LOG.debug("the connection with the lock does not close", e); // its end gives the lock back in any case
            }
            lock = null;
        }
    }
}
