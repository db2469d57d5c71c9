package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.sql.ddl.Transaction;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps two live runs from doing what only one may do: a lock by name that a connection holds until it is closed, where the
 * database has such locks. The server of a run that was killed may take a moment to notice, so that is waited for.
 */
final class SessionLock {
    /** PostgreSQL's for a lock that was not to be had in time, used for all databases. */
    private static final String LOCK_TIMEOUT = "55P03";

    private SessionLock() {}

    /**
     * Takes the lock on a connection in auto-commit mode.
     *
     * @throws SQLException with SQLSTATE 55P03 if another session holds it for longer than DDL waits
     */
    static void take(Connection connection, Dialect dialect, String name) throws SQLException {
        if (dialect.sessionLock().isEmpty()) {
            return;
        }
        try (Transaction transaction = Transaction.begin(connection, dialect)) {
            if (dialect.limitLockWait().isPresent()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(dialect.limitLockWait().get());
                }
            }
            try (PreparedStatement lock =
                    connection.prepareStatement(dialect.sessionLock().get())) {
                lock.setString(1, name);
                try (ResultSet row = lock.executeQuery()) {
                    if (!row.next() || !row.getBoolean(1)) {
                        throw new SQLException("lock not available", LOCK_TIMEOUT);
                    }
                }
            }
            transaction.commit();
        }
    }
}
