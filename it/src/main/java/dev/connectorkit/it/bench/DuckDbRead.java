package dev.connectorkit.it.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A limit: DuckDB reads the file of messages by itself into a table of its database file. */
public final class DuckDbRead {
    private DuckDbRead() {}

    /** Takes the file of {@code wide} messages and the database's. */
    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[1]);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE wide AS SELECT r.* FROM (SELECT unnest([record]) r FROM read_json('%s',
                        format = 'newline_delimited', columns = {type: 'VARCHAR', record: 'STRUCT(
                            id BIGINT, seq BIGINT, account BIGINT, large BIGINT, quantity BIGINT, price DECIMAL(18,2),
                            rate DECIMAL(24,8), ratio DOUBLE, created TIMESTAMPTZ, updated TIMESTAMPTZ, day DATE, name VARCHAR,
                            email VARCHAR, status VARCHAR, note VARCHAR, country VARCHAR, active BOOLEAN, flag BOOLEAN,
                            address JSON, tags JSON)'}) WHERE type = 'RECORD')
                    """.formatted(args[0].replace("'", "''")));
        }
    }
}
