package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes a table where streams will be loaded, writes a row and takes both away again, in a transaction that is rolled back. */
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
        Column column = new Column("id", dialect.typeOf(new ValueType.BooleanType()), false);
        String table = dialect.quote(scratch);
        Transaction transaction = Transaction.begin(connection, dialect);
        try {
            if (!new TableReader(dialect).schemaExists(connection, scratch)) {
                Transaction.execute(connection, dialect.createSchema(scratch));
            }
            Transaction.execute(
                    connection, dialect.createTable(new TableDefinition(scratch, List.of(column), List.of())));
            Transaction.execute(connection, "INSERT INTO %s VALUES (NULL)".formatted(table));
            Transaction.execute(connection, "DROP TABLE " + table);
        } finally {
            transaction.close(); // without a commit
        }
    }
}
