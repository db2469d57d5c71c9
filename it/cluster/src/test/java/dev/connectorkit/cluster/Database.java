package dev.connectorkit.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Looks into tables that sinks load. */
final class Database {
    private static final Set<String> NO_SUCH_TABLE_OR_COLUMN = Set.of("42P01", "42703");

    private Database() {}

    /** The values of the first row, with blanks between; 0 while the table or its new column is still to come. */
    static String query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            StringBuilder values = new StringBuilder(String.valueOf(row.getString(1)));
            for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                values.append(' ').append(row.getString(i));
            }
            return values.toString();
        } catch (SQLException e) {
            if (NO_SUCH_TABLE_OR_COLUMN.contains(String.valueOf(e.getSQLState()))) {
                return "0";
            }
            throw e;
        }
    }
}
