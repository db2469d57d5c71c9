package dev.connectorkit.runtime.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that sinks borrow for a batch. Safe for threads; a borrower waits while all are out. A connection that
 * saw a failure is not used again, nor are those that lay idle then.
 */
final class ConnectionPool implements Connections {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int VALIDATION_SECONDS = 10;

    private final ConnectionSource source;
    private final Semaphore permits;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Connection connection, long sinceNanos) {}

    ConnectionPool(ConnectionSource source, int maxConnections) {
        this.source = source;
        this.permits = new Semaphore(maxConnections);
    }

    @Override
    public boolean areInEpoch() {
        return false;
    }

    @Override
    public <T> T use(Work<T> work) throws SQLException {
        permits.acquireUninterruptibly();
        try {
            Connection connection = take();
            boolean succeeded = false;
            try {
                T result = work.run(connection);
                succeeded = true;
                return result;
            } finally {
                giveBack(connection, succeeded);
            }
        } finally {
            permits.release();
        }
    }

    /** Closes what lies idle; a connection that is out is closed when it comes back. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle();
    }

    private Connection take() throws SQLException {
        for (Idle next = poll(); next != null; next = poll()) {
            boolean isTrusted = System.nanoTime() - next.sinceNanos() < TRUSTED_NANOS;
            if (isTrusted || next.connection().isValid(VALIDATION_SECONDS)) {
                return next.connection();
            }
            close(next.connection());
        }
        return source.open();
    }

    private synchronized @Nullable Idle poll() {
        return idle.pollFirst();
    }

    private void giveBack(Connection connection, boolean succeeded) {
        if (succeeded && keep(connection)) {
            return;
        }
        close(connection);
        if (!succeeded) {
            closeIdle();
        }
    }

    private synchronized boolean keep(Connection connection) {
        if (!closed) {
            idle.addFirst(new Idle(connection, System.nanoTime()));
        }
        return !closed;
    }

    private void closeIdle() {
        for (Idle next = poll(); next != null; next = poll()) {
            close(next.connection());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection does not close", e); // what was committed stays so, and the rest is to be forgotten
        }
    }
}
