package dev.connectorkit.runtime.sql;

import java.sql.SQLException;

/** Another live run has the lock that this one wants; a database that is locked as a whole says so in words of its own. */
final class LockHeldException extends SQLException {
    private static final long serialVersionUID = 1L;

    /** PostgreSQL's for a lock that was not to be had in time, used for all databases. */
    private static final String LOCK_TIMEOUT = "55P03";

    LockHeldException() {
        super("lock not available", LOCK_TIMEOUT);
    }

    LockHeldException(SQLException cause) {
        super("lock not available", LOCK_TIMEOUT, cause);
    }
}
