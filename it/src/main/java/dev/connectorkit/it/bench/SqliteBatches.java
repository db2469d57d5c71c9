package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A limit: the driver is fed with prepared batches of rows that are in memory; only that is timed. */
public final class SqliteBatches {
    /** As many as fit into a batch of the connector's, so that both commit as often. */
    private static final int BATCH_ROWS = 30_000;

    private static final int COLUMNS = 20;

    private SqliteBatches() {}

    /** Takes the file of {@code wide} messages and the database's; prints the seconds that the inserts took. */
    public static void main(String[] args) throws IOException, SQLException {
        List<@Nullable Object[]> rows = rows(Path.of(args[0]));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[1]);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE wide (id INTEGER, seq INTEGER, account INTEGER, large INTEGER, quantity INTEGER, price NUMERIC,
                        rate NUMERIC, ratio REAL, created TEXT, updated TEXT, day TEXT, name TEXT, email TEXT, status TEXT,
                        note TEXT, country TEXT, active INTEGER, flag INTEGER, address TEXT, tags TEXT)
                    """);
            long started = System.nanoTime();
            insert(connection, rows);
            System.out.println((System.nanoTime() - started) / 1e9);
        }
    }

    private static void insert(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        connection.setAutoCommit(false);
        String sql = "INSERT INTO wide VALUES (?" + ", ?".repeat(COLUMNS - 1) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < COLUMNS; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (++waiting == BATCH_ROWS) {
                    insert.executeBatch();
                    connection.commit();
                    waiting = 0;
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static List<@Nullable Object[]> rows(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = mapper.readTree(line).path("record");
                if (record.isObject()) {
                    rows.add(record.valueStream().map(SqliteBatches::value).toArray(Object[]::new));
                }
            }
        }
        return rows;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
            case BOOLEAN -> node.booleanValue() ? 1 : 0;
            case STRING -> node.textValue();
            case NULL -> null;
            default -> node.toString();
        };
    }
}
