package dev.connectorkit.runtime.sql.dialect;

/** How two live runs are kept from doing what only one may do, such as to overwrite a table. */
public enum RunLocking {
    /** By a lock that the connection holds until it is closed, see {@link Dialect#sessionLock()}. */
    BY_SESSION,

    /** By a row that is inserted in a transaction which stays open: the same row of another run has to wait for its end. */
    BY_OPEN_TRANSACTION,

    /** By a row that names the process, for a file that all of its processes are on one machine with, and that has one writer. */
    BY_PROCESS,

    /** The database has one process at a time as it is. */
    BY_DATABASE,

    /** Nothing is known that would, and harm nobody: in some databases DDL waits for every transaction that is open. */
    NOT_AT_ALL
}
