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
    private final TableName table;
    private final String prefix;
    private final TableName replacement;

    /**
     * Nothing is done yet.
     *
     * @param run eight hexadecimal digits
     */
    public TableReplacer(Dialect dialect, TableName table, String run) {
        this.dialect = requireNonNull(dialect, "dialect");
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
                String schema = tables.getString("TABLE_SCHEM");
                String name = tables.getString("TABLE_NAME");
                boolean isInSchema =
                        schema == null || dialect.foldCase(schema).equals(dialect.foldCase(table.schema()));
                if (isInSchema && leftover.matcher(dialect.foldCase(name)).matches()) {
                    leftovers.add(name);
                }
            }
        }
        for (String name : leftovers) {
            execute(connection, "DROP TABLE " + dialect.quote(named(name)));
        }
    }

    /** Whether the new table is there and has not taken the old one's place. */
    public boolean isThere(Connection connection) throws SQLException {
        return new TableReader(dialect).read(connection, replacement).isPresent();
    }

    /**
     * Puts the new table in the old one's place, in one transaction. What hangs on the old one (views, foreign keys, grants,
     * triggers, indexes) stays: then its rows are replaced, and columns that it has not are added. A rename would strand them.
     */
    public void replace(Connection connection, TableDefinition wanted) throws SQLException {
        boolean exists = new TableReader(dialect).read(connection, table).isPresent();
        Optional<Dependents> dependents = exists ? dependents(connection) : Optional.empty();
        boolean ddlRollsBack = dialect.dependentsQuery().isPresent();
        if (dependents.isPresent() && !ddlRollsBack) {
            new TableUpdater(dialect, Evolve.WIDEN)
                    .update(connection, wanted); // such a database may commit DDL on its own
        }
        try (Transaction transaction = Transaction.begin(connection, dialect)) {
            if (dialect.limitLockWait().isPresent()) {
                Transaction.execute(connection, dialect.limitLockWait().get());
            }
            if (dependents.isPresent()) {
                if (ddlRollsBack) {
                    new TableUpdater(dialect, Evolve.WIDEN).updateInTransaction(connection, wanted);
                }
                replaceRows(connection, wanted, dependents.get());
            } else {
                if (exists) {
                    execute(connection, "DROP TABLE " + dialect.quote(table));
                }
                execute(connection, dialect.renameTable(replacement, table));
            }
            transaction.commit();
        }
        if (dependents.isPresent()) {
            execute(connection, "DROP TABLE " + dialect.quote(replacement));
        }
    }

    private void replaceRows(Connection connection, TableDefinition wanted, Dependents dependents) throws SQLException {
        String columns =
                dialect.quoteAll(wanted.columns().stream().map(Column::name).toList());
        boolean truncates = dependents == Dependents.LET_TRUNCATE;
        execute(connection, (truncates ? "TRUNCATE TABLE " : "DELETE FROM ") + dialect.quote(table));
        execute(
                connection,
                "INSERT INTO %s (%s) SELECT %s FROM %s"
                        .formatted(dialect.quote(table), columns, columns, dialect.quote(replacement)));
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
