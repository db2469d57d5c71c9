package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.sql.ddl.Evolve;
import dev.connectorkit.runtime.sql.ddl.TableReplacer;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.SQLException;

/**
 * One stream's rows on their way to replace what its table holds: they go into a new table, which takes the old one's place at
 * the end. One for each stream and run, shared by its lanes.
 */
final class Overwrite {
    private final TableName table;
    private final TableReplacer replacer;
    private final RunLocks locks;
    private boolean begun;
    private boolean swapBegun;
    private volatile boolean hasRows;
    private volatile boolean done;

    /**
     * Nothing is done yet.
     *
     * @param run    the run's own eight hexadecimal digits
     * @param evolve what may become of the table's shape
     */
    Overwrite(TableName table, String run, Dialect dialect, Evolve evolve, RunLocks locks) {
        this.table = table;
        this.replacer = new TableReplacer(dialect, table, run, evolve);
        this.locks = locks;
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
        takeLock(connections);
        connections.use(connection -> {
            replacer.dropLeftovers(connection);
            return true;
        });
        begun = true;
    }

    private void takeLock(Connections connections) throws SQLException {
        try {
            locks.take(connections, "overwrite " + table);
        } catch (LockHeldException e) {
            throw new ConnectionException(
                    ErrorCode.DESTINATION_BUSY,
                    "table %s: another run is overwriting it; wait for its end, or end it".formatted(table),
                    e);
        }
    }

    /** Looks whether the table will take the rows that are to replace its own. */
    void prepare(Connections connections, TableDefinition wanted) throws SQLException {
        if (done) {
            return;
        }
        connections.use(connection -> {
            replacer.prepare(connection, wanted);
            return true;
        });
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
    }
}
