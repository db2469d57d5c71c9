package dev.connectorkit.runtime.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process that has a DuckDB file open until its standard input ends. */
final class FileHolder {
    private FileHolder() {}

    public static void main(String[] args) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0])) {
            System.out.println(connection.isValid(1) ? "open" : "closed");
            while (System.in.read() >= 0) {
                // the end of the input is what is waited for
            }
        }
    }
}
