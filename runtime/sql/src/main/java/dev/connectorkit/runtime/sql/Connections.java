package dev.connectorkit.runtime.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Where sinks get a connection from. Safe for threads. */
interface Connections extends AutoCloseable {
    /** Something to do with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs the work with a connection that nobody else has meanwhile: in auto-commit mode, or in the open epoch. */
    <T> T use(Work<T> work) throws SQLException;

    /** Whether work is part of an epoch, which is committed at a STATE: the work itself begins and commits nothing then. */
    boolean areInEpoch();

    @Override
    void close();
}
