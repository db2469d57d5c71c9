package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction on a connection that is in auto-commit mode otherwise; closed without a commit, it is rolled back. */
public final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final boolean isText;
    private boolean isOpen = true;

    private Transaction(Connection connection, boolean isText) {
        this.connection = connection;
        this.isText = isText;
    }

    public static Transaction begin(Connection connection, Dialect dialect) throws SQLException {
        requireNonNull(connection, "connection");
        if (dialect.beginText().isPresent()) {
            execute(connection, dialect.beginText().get());
            return new Transaction(connection, true);
        }
        connection.setAutoCommit(false);
        return new Transaction(connection, false);
    }

    public void commit() throws SQLException {
        if (isText) {
            execute(connection, "COMMIT");
        } else {
            connection.commit();
            connection.setAutoCommit(true);
        }
        isOpen = false;
    }

    @Override
    public void close() throws SQLException {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        if (isText) {
            execute(connection, "ROLLBACK");
        } else {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Runs one statement without parameters. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
