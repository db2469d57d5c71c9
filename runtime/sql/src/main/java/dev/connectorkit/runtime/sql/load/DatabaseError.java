package dev.connectorkit.runtime.sql.load;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * What a database said went wrong, fit for messages and logs: no values of records, which errors of databases quote.
 *
 * @param sqlState five characters; empty if the driver gives none
 * @param message  one line
 */
public record DatabaseError(String sqlState, String message) {
    /**
     * Classes of errors that may pass (PostgreSQL manual, appendix A): connection, rolled back for others' sake, resources,
     * operator's intervention.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    /** PostgreSQL's, and that of drivers that follow ODBC (SQLSTATE HYT00, timeout expired), H2's among them. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    /** MariaDB's number of "Lock wait timeout exceeded", which has no state of its own (MariaDB manual, error codes). */
    private static final int MARIADB_LOCK_TIMEOUT = 1205;

    private static final Set<String> STATES_OF_LOST_CONNECTIONS = Set.of("57P01", "57P02", "57P03", "57P05");

    public DatabaseError {
        requireNonNull(sqlState, "sqlState");
        requireNonNull(message, "message");
    }

    /**
     * Reads an exception of a driver.
     *
     * @param names names of tables and columns, which messages may keep in quotes
     */
    public static DatabaseError of(SQLException e, Set<String> names) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (e.getClass().getName().startsWith("org.postgresql.")) {
            return new DatabaseError(state, PostgresMessages.of(e, names));
        }
        if (state.equals("HY000") && e.getErrorCode() == MARIADB_LOCK_TIMEOUT) {
            state = "55P03";
        }
        String message = MessageText.withoutValues(String.valueOf(e.getMessage()), names);
        return new DatabaseError(state.isEmpty() ? SqliteErrors.sqlState(message) : state, message);
    }

    public boolean isTransient() {
        return sqlState.length() == 5 && TRANSIENT_CLASSES.contains(sqlState.substring(0, 2));
    }

    /** Whether the server may have done what it was asked for although it never said so. */
    public boolean isConnectionLost() {
        return sqlState.startsWith("08") || STATES_OF_LOST_CONNECTIONS.contains(sqlState);
    }

    /** A key that the table has already. */
    public boolean isDuplicate() {
        return sqlState.equals("23505") || message.contains("Duplicate key") || message.contains("Duplicate entry");
    }

    /** A lock that others did not give up in time. */
    public boolean isLockTimeout() {
        return LOCK_TIMEOUTS.contains(sqlState);
    }

    /** A file that another process writes to for longer than is waited. */
    public boolean isFileBusy() {
        return message.startsWith("[SQLITE_BUSY");
    }

    /** What follows in a message if somebody else's lock is to blame; else nothing. */
    public String lockAdvice() {
        if (isFileBusy()) {
            return "; another process has the file locked for longer than is waited: wait for its end, or end it";
        }
        return isLockTimeout() ? "; another session keeps the table locked: end it, and run again" : "";
    }

    /** For messages: {@code SQLSTATE 23505: duplicate key value …}. */
    @Override
    public String toString() {
        return sqlState.isEmpty() ? message : "SQLSTATE " + sqlState + ": " + message;
    }

    /** The exception as a cause that may be logged: its class, its state and its stack trace, and this message. */
    public SQLException asCause(SQLException e) {
        SQLException cause =
                new SQLException(e.getClass().getSimpleName() + ": " + message, sqlState, e.getErrorCode());
        cause.setStackTrace(e.getStackTrace());
        return cause;
    }
}
