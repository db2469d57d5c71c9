package dev.connectorkit.runtime.sql.load;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Composes messages from the fields of PostgreSQL's errors (PostgreSQL manual, 53.8), without those that hold values. */
final class PostgresMessages {
    /** A function's own error, with any text in it. */
    private static final String RAISED = "P0";

    private PostgresMessages() {}

    static String of(SQLException e, Set<String> names) {
        ServerErrorMessage error = e instanceof PSQLException exception ? exception.getServerErrorMessage() : null;
        if (error == null) {
            return MessageText.withoutValues(String.valueOf(e.getMessage()), names);
        }
        if (String.valueOf(error.getSQLState()).startsWith(RAISED)) {
            return "a trigger or function of the database raised an error";
        }
        Set<String> known = new HashSet<>(names);
        for (String name : new String[] {
            error.getSchema(), error.getTable(), error.getColumn(), error.getDatatype(), error.getConstraint()
        }) {
            if (name != null) {
                known.add(name);
            }
        }
        return MessageText.withoutValues(String.valueOf(error.getMessage()), known);
    }
}
