package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.Identifiers;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a table by another one that carries the name of the run that fills it. */
public final class TableReplacer {
    private static final Logger LOG = LoggerFactory.getLogger(TableReplacer.class);
    private static final String SUFFIX = "__new_";

    /** How a table that has to stay may be emptied. */
    private enum Dependents {
        LET_TRUNCATE,
        LET_DELETE
    }

    private final Dialect dialect;
    private final Evolve evolve;
    private final TableReader reader;
    private final TableName table;
    private final String prefix;
    private final TableName replacement;

    /**
     * Nothing is done yet.
     *
     * @param run    eight hexadecimal digits
     * @param evolve what may become of the table's shape
     */
    public TableReplacer(Dialect dialect, TableName table, String run, Evolve evolve) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.evolve = requireNonNull(evolve, "evolve");
        this.reader = new TableReader(dialect);
        this.table = requireNonNull(table, "table");
        int suffix = (SUFFIX + run).getBytes(StandardCharsets.UTF_8).length;
        this.prefix = Identifiers.fit(table.table(), table.table(), dialect.maxIdentifierBytes() - suffix) + SUFFIX;
        this.replacement = named(prefix + run);
    }

    /** The new table, in the old one's schema. */
    public TableName replacement() {
        return replacement;
    }

    private TableName named(String name) {
        return new TableName(table.catalog(), table.schema(), name);
    }

    /** Drops the new tables of runs that did not come to their end. */
    public void dropLeftovers(Connection connection) throws SQLException {
        Pattern leftover = Pattern.compile(Pattern.quote(dialect.foldCase(prefix)) + "[0-9a-f]{8}");
        List<String> leftovers = new ArrayList<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (isInSchema(tables)
                        && leftover.matcher(dialect.foldCase(name)).matches()) {
                    leftovers.add(name);
                }
            }
        }
        for (String name : leftovers) {
            execute(connection, "DROP TABLE " + dialect.quote(named(name)));
        }
    }

    /** A driver of a database that has no schemas below its databases calls these catalogs. */
    private boolean isInSchema(ResultSet tables) throws SQLException {
        String schema = Optional.ofNullable(tables.getString("TABLE_SCHEM"))
                .orElse(Optional.ofNullable(tables.getString("TABLE_CAT")).orElse(table.schema()));
        return dialect.foldCase(schema).equals(dialect.foldCase(table.schema()));
    }

    /** Whether the new table is there and has not taken the old one's place. */
    public boolean isThere(Connection connection) throws SQLException {
        return reader.read(connection, replacement).isPresent();
    }

    /**
     * Looks before any row whether the table, if it is to stay, will take the rows that are to replace its own; the new table gets
     * its columns then, where nothing may be added to them.
     *
     * @throws dev.connectorkit.runtime.error.LoadException TABLE_INCOMPATIBLE if it will not
     */
    public void prepare(Connection connection, TableDefinition wanted) throws SQLException {
        Optional<ExistingTable> existing = reader.read(connection, table);
        if (existing.isEmpty() || !stays(connection)) {
            return;
        }
        TableEvolution.plan(existing, wanted, dialect, evolve);
        if (evolve == Evolve.IGNORE) {
            new TableUpdater(dialect, Evolve.WIDEN).update(connection, withColumnsOf(existing.get(), wanted));
        }
    }

    private boolean stays(Connection connection) throws SQLException {
        return evolve != Evolve.WIDEN || dependents(connection).isPresent();
    }

    private TableDefinition withColumnsOf(ExistingTable existing, TableDefinition wanted) {
        List<Column> columns = existing.columns().stream()
                .filter(column -> wanted.columns().stream()
                        .anyMatch(other -> dialect.foldCase(other.name()).equals(dialect.foldCase(column.name()))))
                .toList();
        return new TableDefinition(replacement, columns, wanted.primaryKey());
    }

    /**
     * Puts the new table in the old one's place, in one transaction. What hangs on the old one (views, foreign keys, grants,
     * triggers, indexes) stays: then its rows are replaced, and columns that it has not are added. A rename would strand them.
     */
    public void replace(Connection connection, TableDefinition wanted) throws SQLException {
        boolean exists = reader.read(connection, table).isPresent();
        if (exists && stays(connection)) {
            replaceRows(connection, wanted);
        } else {
            replaceTable(connection, exists);
        }
    }

    private void replaceTable(Connection connection, boolean exists) throws SQLException {
        try (Transaction transaction = begin(connection)) {
            if (exists) {
                execute(connection, "DROP TABLE " + dialect.quote(table));
            }
            execute(connection, dialect.renameTable(replacement, table));
            transaction.commit();
        }
    }

    private void replaceRows(Connection connection, TableDefinition wanted) throws SQLException {
        boolean truncates = dependents(connection).equals(Optional.of(Dependents.LET_TRUNCATE));
        TableUpdater updater = new TableUpdater(dialect, evolve);
        boolean ddlRollsBack = dialect.dependentsQuery().isPresent();
        if (!ddlRollsBack) {
            updater.update(connection, wanted); // such a database may commit DDL on its own
        }
        try (Transaction transaction = begin(connection)) {
            String columns = dialect.quoteAll(
                    updater.updateInTransaction(connection, wanted).columnNames());
            execute(connection, (truncates ? "TRUNCATE TABLE " : "DELETE FROM ") + dialect.quote(table));
            execute(
                    connection,
                    "INSERT INTO %s (%s) SELECT %s FROM %s"
                            .formatted(dialect.quote(table), columns, columns, dialect.quote(replacement)));
            transaction.commit();
        }
        execute(connection, "DROP TABLE " + dialect.quote(replacement));
    }

    private Transaction begin(Connection connection) throws SQLException {
        Transaction transaction = Transaction.begin(connection, dialect);
        if (dialect.limitLockWait().isPresent()) {
            Transaction.execute(connection, dialect.limitLockWait().get());
        }
        return transaction;
    }

    /** Present if the table itself has to stay. */
    private Optional<Dependents> dependents(Connection connection) throws SQLException {
        if (dialect.dependentsQuery().isEmpty()) {
            return Optional.of(Dependents.LET_DELETE);
        }
        try (PreparedStatement query =
                connection.prepareStatement(dialect.dependentsQuery().orElseThrow())) {
            query.setString(1, table.catalog());
            query.setString(2, table.schema());
            query.setString(3, table.table());
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(rows.getBoolean(1) ? Dependents.LET_TRUNCATE : Dependents.LET_DELETE);
            }
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        LOG.info("{}", statement);
        Transaction.execute(connection, statement);
    }
}
