package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.sql.ddl.Transaction;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.Identifiers;
import dev.connectorkit.runtime.sql.dialect.TableName;
import dev.connectorkit.runtime.sql.load.DatabaseError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two live runs from doing what only one may do: locks by name, which a run has until its end or until its process is
 * gone. The server of a run that was killed may take a moment to notice, so that is waited for.
 */
final class RunLocks implements AutoCloseable {
    /** The table of locks, where the database has no locks by name. */
    static final String TABLE = "_connector_lock";

    private static final int WAIT_SECONDS = 10;
    private static final int MAX_NAME_BYTES = 200;
    private static final Logger LOG = LoggerFactory.getLogger(RunLocks.class);

    private final Dialect dialect;
    private final ConnectionSource source;
    private final Supplier<TableName> table;
    private final List<StateTable> owned = new ArrayList<>();
    private @Nullable Connection holding;

    /**
     * No lock is taken yet.
     *
     * @param source opens the connection that holds the locks
     * @param table  of the locks; asked for once it is needed
     */
    RunLocks(Dialect dialect, ConnectionSource source, Supplier<TableName> table) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.source = requireNonNull(source, "source");
        this.table = requireNonNull(table, "table");
    }

    /**
     * Takes a lock.
     *
     * @param connections of the run, in auto-commit mode
     * @throws LockHeldException if another run has it for longer than DDL waits
     * @throws SQLException if the database does not let it be taken, such as a file that another process writes to
     */
    void take(Connections connections, String name) throws SQLException {
        switch (dialect.runLocking()) {
            case BY_SESSION -> takeForSession(holding(), name);
            case BY_OPEN_TRANSACTION -> takeInTransaction(name);
            case BY_PROCESS ->
                connections.use(connection -> {
                    takeForProcess(connection, name);
                    return true;
                });
            case BY_DATABASE, NOT_AT_ALL -> LOG.debug("no lock is taken in {}", dialect.label());
        }
    }

    /** Takes a lock without another connection than this one, which is in auto-commit mode and stays open. */
    void takeOn(Connection connection, String name) throws SQLException {
        switch (dialect.runLocking()) {
            case BY_SESSION -> takeForSession(connection, name);
            case BY_PROCESS -> takeForProcess(connection, name);
            case BY_OPEN_TRANSACTION, BY_DATABASE, NOT_AT_ALL -> LOG.debug("no lock is taken in {}", dialect.label());
        }
    }

    private Connection holding() throws SQLException {
        Connection connection = holding;
        if (connection == null) {
            connection = source.open();
            holding = connection;
        }
        return connection;
    }

    private void takeForSession(Connection connection, String name) throws SQLException {
        try (Transaction transaction = Transaction.begin(connection, dialect)) {
            if (dialect.limitLockWait().isPresent()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(dialect.limitLockWait().get());
                }
            }
            try (PreparedStatement lock =
                    connection.prepareStatement(dialect.sessionLock().orElseThrow())) {
                lock.setString(1, name);
                requireGiven(lock);
            }
            transaction.commit();
        }
    }

    private static void requireGiven(PreparedStatement lock) throws SQLException {
        boolean isGiven;
        try (ResultSet row = lock.executeQuery()) {
            isGiven = row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw DatabaseError.of(e, Set.of()).isLockTimeout() ? new LockHeldException(e) : e;
        }
        if (!isGiven) {
            throw new LockHeldException();
        }
    }

    /** The row is never committed, so nothing of it outlives the connection. */
    private void takeInTransaction(String name) throws SQLException {
        Connection connection = holding();
        StateTable row = row(name);
        if (connection.getAutoCommit()) {
            row.create(connection);
            connection.setAutoCommit(false);
        }
        try {
            row.insert(connection, owner(), WAIT_SECONDS);
        } catch (SQLException e) {
            DatabaseError error = DatabaseError.of(e, Set.of());
            boolean isLocked = error.isDuplicate() || error.isLockTimeout() || error.isTransient();
            throw isLocked && !error.isConnectionLost() ? new LockHeldException(e) : e;
        }
    }

    private void takeForProcess(Connection connection, String name) throws SQLException {
        StateTable row = row(name);
        row.create(connection);
        try (Transaction transaction = Transaction.begin(connection, dialect)) {
            if (row.owner(connection).filter(RunLocks::isAlive).isPresent()) {
                throw new LockHeldException();
            }
            row.delete(connection);
            row.insert(connection, owner(), WAIT_SECONDS);
            transaction.commit();
        }
        owned.add(row);
    }

    /** This process: its number, and when it began, since numbers come again. */
    private static String owner() {
        return textOf(ProcessHandle.current());
    }

    private static String textOf(ProcessHandle process) {
        return process.pid() + " "
                + process.info()
                        .startInstant()
                        .map(instant -> instant.toString())
                        .orElse("");
    }

    private static boolean isAlive(String owner) {
        long pid = Long.parseLong(owner.split(" ", -1)[0]);
        return ProcessHandle.of(pid)
                .filter(process -> textOf(process).equals(owner))
                .isPresent();
    }

    private StateTable row(String name) {
        return new StateTable(dialect, table.get(), Identifiers.fit(name, name, MAX_NAME_BYTES));
    }

    /** Gives all locks back; the run's own connections are closed. */
    @Override
    public void close() {
        giveRowsBack();
        Connection connection = holding;
        holding = null;
        if (connection != null) {
            close(connection);
        }
    }

    private void giveRowsBack() {
        if (owned.isEmpty()) {
            return;
        }
        try (Connection connection = source.open()) {
            for (StateTable row : owned) {
                row.delete(connection);
            }
        } catch (SQLException | ConnectionException e) {
            LOG.debug("locks are not given back", e); // the end of this process does that too
        }
        owned.clear();
    }

    private static void close(Connection connection) {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.debug("the connection with the locks does not close", e); // its end gives them back in any case
        }
    }
}
