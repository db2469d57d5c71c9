package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Makes a table where streams will be loaded, writes a row and takes both away again. */
public final class RightsProbe {
    private final Dialect dialect;

    public RightsProbe(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect");
    }

    /**
     * Tries it with a table of that name, which must not be there.
     *
     * @throws SQLException if a right is missing; nothing is left
     */
    public void run(Connection connection, TableName scratch) throws SQLException {
        Deque<String> undo = new ArrayDeque<>();
        try {
            probe(connection, scratch, undo);
        } catch (SQLException e) {
            try {
                undo(connection, undo);
            } catch (SQLException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        undo(connection, undo);
    }

    private void probe(Connection connection, TableName scratch, Deque<String> undo) throws SQLException {
        Transaction transaction = Transaction.begin(connection, dialect);
        try {
            makeAndWrite(connection, scratch, undo);
        } finally {
            transaction.close(); // without a commit
        }
    }

    private void makeAndWrite(Connection connection, TableName scratch, Deque<String> undo) throws SQLException {
        if (!new TableReader(dialect).schemaExists(connection, scratch)) {
            Transaction.execute(connection, dialect.createSchema(scratch));
            undo.push(dialect.dropSchema(scratch));
        }
        String table = dialect.quote(scratch);
        Column column = new Column("id", dialect.typeOf(new ValueType.BooleanType()), false);
        Transaction.execute(connection, dialect.createTable(new TableDefinition(scratch, List.of(column), List.of())));
        undo.push("DROP TABLE " + table);
        Transaction.execute(connection, "INSERT INTO %s VALUES (NULL)".formatted(table));
    }

    /** What DDL has committed, the end of the transaction does not take away. */
    private void undo(Connection connection, Deque<String> statements) throws SQLException {
        while (dialect.ddlCommits() && !statements.isEmpty()) {
            Transaction.execute(connection, statements.pop());
        }
    }
}
