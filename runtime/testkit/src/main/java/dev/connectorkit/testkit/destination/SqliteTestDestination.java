package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.ColumnKind;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file of its own, given by the setting {@code path}. SQLite's values have types and its columns only names of types,
 * so a column is what its name says, and a value is read as it is stored.
 */
public final class SqliteTestDestination extends JdbcTestDestination {
    private final Path file;

    /** The file is made by the connector; there is none yet. */
    public SqliteTestDestination(Path file) {
        super(
                "jdbc:sqlite:" + file,
                new Properties(),
                "main",
                JsonTrees.object().put("path", file.toString()));
        this.file = file;
    }

    /** A number without a declared scale is a double there, a whole number has 64 bits, and names have no case. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.EXACT_NUMBER, Capability.BIG_INTEGER, Capability.CASE_SENSITIVE_NAMES);
    }

    /** A file in a folder that is none cannot be opened. */
    @Override
    protected Optional<ObjectNode> settingsToNowhere() {
        return Optional.of(JsonTrees.object()
                .put("path", file.resolveSibling("absent").resolve("file").toString()));
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        if (!Files.exists(file)) {
            return Optional.empty(); // connecting would make the file
        }
        String table = tableOf(stream);
        try (Connection connection = connect()) {
            List<StoredColumn> columns = columns(connection, table);
            return columns.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StoredTable(columns, rows(connection, table, columns)));
        } catch (SQLException e) {
            throw new DestinationException("table \"%s\" of %s cannot be read".formatted(table, file), e);
        }
    }

    private static List<StoredColumn> columns(Connection connection, String table) throws SQLException {
        List<StoredColumn> columns = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT name, type FROM pragma_table_info(?) ORDER BY cid")) {
            query.setString(1, table);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    String type = found.getString(2);
                    columns.add(new StoredColumn(found.getString(1), type, kind(type.toUpperCase(Locale.ROOT))));
                }
            }
        }
        return columns;
    }

    private static Optional<ColumnKind> kind(String type) {
        if (type.startsWith("DECIMAL") || type.equals("DOUBLE PRECISION")) {
            return Optional.of(ColumnKind.NUMBER);
        }
        return switch (type) {
            case "INTEGER", "BIGINT" -> Optional.of(ColumnKind.INTEGER);
            case "REAL" -> Optional.of(ColumnKind.NUMBER);
            case "BOOLEAN" -> Optional.of(ColumnKind.BOOLEAN);
            case "TEXT", "VARCHAR", "UUID" -> Optional.of(ColumnKind.STRING);
            case "JSON", "JSON TEXT" -> Optional.of(ColumnKind.JSON);
            case "DATE" -> Optional.of(ColumnKind.DATE);
            case "TIME" -> Optional.of(ColumnKind.TIME);
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Optional.of(ColumnKind.DATE_TIME);
            default -> Optional.empty();
        };
    }

    private static List<Map<String, @Nullable Object>> rows(
            Connection connection, String table, List<StoredColumn> columns) throws SQLException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM main." + quoted(table))) {
            while (found.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i).name(), value(columns.get(i), found.getObject(i + 1)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable Object value(StoredColumn column, @Nullable Object stored) {
        boolean isBoolean = column.kind().equals(Optional.of(ColumnKind.BOOLEAN));
        return isBoolean && stored instanceof Number number ? number.intValue() != 0 : stored;
    }
}
