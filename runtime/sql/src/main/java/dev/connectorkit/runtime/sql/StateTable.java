package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.sql.ddl.Evolve;
import dev.connectorkit.runtime.sql.ddl.TableReader;
import dev.connectorkit.runtime.sql.ddl.TableUpdater;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A row of the table of states, {@code _connector_state}, or of another one that is made like it: of a {@code state_id}, with
 * the state that was committed last and the run that may commit the next one.
 */
final class StateTable {
    static final String NAME = "_connector_state";
    private static final int KEY_LENGTH = 255;
    private static final int NO_LIMIT = 0;
    private static final String ID = "state_id";
    private static final String RUN = "run_id";
    private static final String STATE = "state";

    private final Dialect dialect;
    private final TableDefinition definition;
    private final String id;
    private final String table;

    StateTable(Dialect dialect, TableName name, String id) {
        this.dialect = dialect;
        this.id = requireNonNull(id, "id");
        this.table = dialect.quote(name);
        ColumnType key = dialect.keyType(dialect.typeOf(new StringType(OptionalInt.of(KEY_LENGTH))));
        ColumnType text = dialect.typeOf(StringType.UNBOUNDED);
        this.definition = new TableDefinition(
                name,
                List.of(new Column(ID, key, true), new Column(RUN, text, false), new Column(STATE, text, false)),
                List.of(ID));
    }

    String id() {
        return id;
    }

    /** The states of one part of what this id names. */
    StateTable part(String part) {
        return new StateTable(dialect, definition.name(), id + " " + part);
    }

    /** What locks of this state are taken on. */
    String lockName() {
        return definition.name() + " " + id;
    }

    /** Makes the run the one that may commit, and the table if there is none; the connection is in auto-commit mode. */
    void take(Connection connection, String run) throws SQLException {
        create(connection);
        if (update(connection, RUN, "", run) == 0) {
            insert(connection, run, NO_LIMIT);
        }
    }

    /** Makes the table if there is none; the connection is in auto-commit mode. */
    void create(Connection connection) throws SQLException {
        new TableUpdater(dialect, Evolve.WIDEN).update(connection, definition);
    }

    /** Adds this id's row; another one of the same id, if it is open, is waited for so long. */
    void insert(Connection connection, String run, int waitSeconds) throws SQLException {
        String insert = "INSERT INTO %s (%s, %s) VALUES (?, ?)".formatted(table, dialect.quote(ID), dialect.quote(RUN));
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setQueryTimeout(waitSeconds);
            statement.setString(1, id);
            statement.setString(2, run);
            statement.executeUpdate();
        }
    }

    /** Takes this id's row away, if there is one. */
    void delete(Connection connection) throws SQLException {
        String delete = "DELETE FROM %s WHERE %s = ?".formatted(table, dialect.quote(ID));
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    /** Writes the state in the transaction that is open; false if another run has taken it over. */
    boolean write(Connection connection, String run, String state) throws SQLException {
        return update(connection, STATE, run, state) == 1;
    }

    /** What was committed last; empty if there is no state, or no table. */
    Optional<String> read(Connection connection) throws SQLException {
        if (new TableReader(dialect).read(connection, definition.name()).isEmpty()) {
            return Optional.empty();
        }
        return query(connection, STATE);
    }

    /** The run that may commit; the table is there. */
    Optional<String> owner(Connection connection) throws SQLException {
        return query(connection, RUN);
    }

    private Optional<String> query(Connection connection, String column) throws SQLException {
        String query = "SELECT %s FROM %s WHERE %s = ?".formatted(dialect.quote(column), table, dialect.quote(ID));
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Sets one column of this id's row, of that run's only if one is given. */
    private int update(Connection connection, String column, String ofRun, String value) throws SQLException {
        String update = "UPDATE %s SET %s = ? WHERE %s = ?".formatted(table, dialect.quote(column), dialect.quote(ID));
        String fenced = ofRun.isEmpty() ? update : update + " AND " + dialect.quote(RUN) + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(fenced)) {
            statement.setString(1, value);
            statement.setString(2, id);
            if (!ofRun.isEmpty()) {
                statement.setString(3, ofRun);
            }
            return statement.executeUpdate();
        }
    }
}
