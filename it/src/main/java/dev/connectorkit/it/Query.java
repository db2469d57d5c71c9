package dev.connectorkit.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs statements and prints the rows that they give, a line each, with tabs between the columns: a database's command line where there is
 * none. Needs nothing but a driver on the class path, and a connector's executable jar has one:
 * {@code java -cp target/target-flights-1.0.0.jar Query.java jdbc:postgresql://localhost/test "SELECT 1"}. For DuckDB,
 * {@code -Djava.library.path=} has to name the folder {@code target/target-flights.cache/native-…}.
 */
public final class Query {
    private Query() {}

    /** Takes a JDBC URL, then statements. */
    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection(args[0])) {
            for (int i = 1; i < args.length; i++) {
                print(connection, args[i]);
            }
        }
    }

    private static void print(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                print(statement.getResultSet());
            }
        }
    }

    private static void print(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            StringBuilder line = new StringBuilder();
            for (int column = 1; column <= columns; column++) {
                line.append(column == 1 ? "" : "\t").append(rows.getString(column));
            }
            System.out.println(line);
        }
    }
}
