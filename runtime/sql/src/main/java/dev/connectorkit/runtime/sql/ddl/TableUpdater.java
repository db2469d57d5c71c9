package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.ChangeKey;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.CreateTable;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.RebuildTable;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a table what a stream wants: the one place that changes tables. Two processes may do so at once: after a change the
 * table is read again, and a change that another process made first is none any more.
 */
public final class TableUpdater {
    private static final Logger LOG = LoggerFactory.getLogger(TableUpdater.class);
    private static final int ATTEMPTS = 5;

    /**
     * What the loser of such a race is told (PostgreSQL manual, appendix A): duplicate table, column and schema, unique
     * violation in a catalog, "tuple concurrently updated", deadlock.
     */
    private static final Set<String> LOST_RACES = Set.of("42P07", "42701", "42P06", "42710", "23505", "XX000", "40P01");

    private final Dialect dialect;
    private final Evolve evolve;
    private final TableReader reader;

    /** How changes are made. */
    @FunctionalInterface
    private interface Application {
        void apply(List<SchemaChange> changes) throws SQLException;
    }

    public TableUpdater(Dialect dialect, Evolve evolve) {
        this.evolve = requireNonNull(evolve, "evolve");
        this.dialect = requireNonNull(dialect, "dialect");
        this.reader = new TableReader(dialect);
    }

    /**
     * Creates or changes the table as far as it is needed.
     *
     * @throws dev.connectorkit.runtime.error.LoadException TABLE_INCOMPATIBLE if that cannot be done
     */
    public LoadedTable update(Connection connection, TableDefinition wanted) throws SQLException {
        return update(connection, wanted, changes -> applyAlone(connection, wanted, changes));
    }

    /** The same in the transaction that is open on the connection, which a lost race leaves as it was. */
    public LoadedTable updateInTransaction(Connection connection, TableDefinition wanted) throws SQLException {
        return update(connection, wanted, changes -> applyInTransaction(connection, wanted, changes));
    }

    private LoadedTable update(Connection connection, TableDefinition wanted, Application application)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            Optional<ExistingTable> existing = reader.read(connection, wanted.name());
            List<SchemaChange> changes = TableEvolution.plan(existing, wanted, dialect, evolve);
            if (existing.isPresent() && changes.isEmpty()) {
                return loadedTable(existing.get(), wanted);
            }
            if (attempt > ATTEMPTS) {
                throw new IllegalStateException(
                        "table %s is not what its own changes make it".formatted(wanted.name()));
            }
            try {
                application.apply(changes);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !LOST_RACES.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                LOG.debug("another process changed table {} at the same time", wanted.name(), e);
            }
        }
    }

    private void applyAlone(Connection connection, TableDefinition wanted, List<SchemaChange> changes)
            throws SQLException {
        try (Transaction transaction = Transaction.begin(connection, dialect)) {
            apply(connection, wanted, changes);
            transaction.commit();
        }
    }

    private void applyInTransaction(Connection connection, TableDefinition wanted, List<SchemaChange> changes)
            throws SQLException {
        if (connection.getAutoCommit()) { // the transaction is one by text: of a database that one process writes to
            apply(connection, wanted, changes);
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            apply(connection, wanted, changes);
        } catch (SQLException e) {
            connection.rollback(before);
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    private void apply(Connection connection, TableDefinition wanted, List<SchemaChange> changes) throws SQLException {
        if (dialect.limitLockWait().isPresent()) {
            Transaction.execute(connection, dialect.limitLockWait().get());
        }
        for (SchemaChange change : changes) {
            if (change instanceof CreateTable create) {
                createSchema(connection, create.table());
            }
            if (change instanceof ChangeKey && dialect.ddlCommits()) {
                requireKeyPossible(connection, wanted);
            }
            if (change instanceof RebuildTable rebuild) {
                requireNothingHangsOn(connection, rebuild.after().name());
            }
            try {
                for (String statement : change.statements(dialect)) {
                    execute(connection, statement);
                }
            } catch (SQLException e) {
                if (isAboutKeys(change) && isBrokenKey(e)) {
                    throw keyNotAllowed(
                            wanted,
                            "one is there twice, or has none (%s)"
                                    .formatted(
                                            e.getSQLState() == null
                                                    ? e.getClass().getSimpleName()
                                                    : "SQLSTATE " + e.getSQLState()));
                }
                throw e;
            }
        }
    }

    /** Where the old key could not be brought back once it is gone. */
    private void requireKeyPossible(Connection connection, TableDefinition wanted) throws SQLException {
        String key = dialect.quoteAll(wanted.primaryKey());
        String table = dialect.quote(wanted.name());
        String isNull = wanted.primaryKey().stream()
                .map(column -> dialect.quote(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        String query = "SELECT 1 FROM %s WHERE %s UNION ALL SELECT 1 FROM %s GROUP BY %s HAVING count(*) > 1"
                .formatted(table, isNull, table, key);
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    throw keyNotAllowed(wanted, "one is there twice, or has none");
                }
            }
        }
    }

    private void requireNothingHangsOn(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(dialect.dependentsQuery().orElseThrow())) {
            query.setString(1, table.catalog());
            query.setString(2, table.schema());
            query.setString(3, table.table());
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next()) {
                    throw new LoadException(
                            ErrorCode.TABLE_INCOMPATIBLE,
                            "table %s: its key has to become another, which %s can do by a new table only, and a view, an index, a trigger or a foreign key hangs on this one; change the key yourself, or load into another table"
                                    .formatted(table, dialect.label()));
                }
            }
        }
    }

    private static boolean isAboutKeys(SchemaChange change) {
        return change instanceof ChangeKey || change instanceof RebuildTable;
    }

    /** By SQLSTATE (class 23), and of drivers that give none by their words. */
    private static boolean isBrokenKey(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("23")
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("constraint");
    }

    /** The driver's own words would quote a key. */
    private static LoadException keyNotAllowed(TableDefinition wanted, String why) {
        return new LoadException(
                ErrorCode.TABLE_INCOMPATIBLE,
                "table %s: the stream's key is (%s), and the rows that are there do not allow it: %s; mend them, or load into another table"
                        .formatted(wanted.name(), String.join(", ", wanted.primaryKey()), why));
    }

    /** CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where it exists. */
    private void createSchema(Connection connection, TableDefinition table) throws SQLException {
        if (!reader.schemaExists(connection, table.name())) {
            execute(connection, dialect.createSchema(table.name()));
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        LOG.info("{}", statement);
        Transaction.execute(connection, statement);
    }

    private LoadedTable loadedTable(ExistingTable existing, TableDefinition wanted) {
        Map<String, Column> columns = new HashMap<>();
        existing.columns().forEach(column -> columns.put(dialect.foldCase(column.name()), column));
        List<Column> loaded = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < wanted.columns().size(); i++) {
            Column column = columns.get(dialect.foldCase(wanted.columns().get(i).name()));
            if (column != null) { // else evolve is ignore
                loaded.add(column);
                positions.add(i);
            }
        }
        List<String> keys = wanted.primaryKey().stream()
                .map(name -> requireNonNull(columns.get(dialect.foldCase(name))).name())
                .toList();
        boolean hasUniqueKey = existing.uniqueKeys().contains(new HashSet<>(keys));
        return new LoadedTable(wanted.name(), loaded, positions, keys, hasUniqueKey, loaded.equals(existing.columns()));
    }
}
