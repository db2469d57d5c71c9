package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.PreparedTable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A schema of a database, read back by JDBC alone, so that nothing of what loaded the rows takes part in checking them. The
 * driver has to be on the class path. A stream's table is the last part of its name at hyphens (Singer SDK, {@code
 * SQLSink.table_name}), in the schema given here.
 */
public class JdbcTestDestination implements TestDestination {
    private final String url;
    private final Properties login;
    private final String schema;
    private final ObjectNode settings;
    private boolean unreachable;

    /**
     * A schema that is there, or will be.
     *
     * @param login    driver properties, such as {@code user} and {@code password}
     * @param schema   that the connector is told to load into, or loads into by itself
     * @param settings for the connector
     */
    public JdbcTestDestination(String url, Properties login, String schema, ObjectNode settings) {
        this.url = url;
        this.login = new Properties();
        this.login.putAll(login);
        this.schema = schema;
        this.settings = settings.deepCopy();
    }

    @Override
    public void start() {}

    @Override
    public ObjectNode settings() {
        return unreachable ? settingsToNowhere().orElseThrow() : settings.deepCopy();
    }

    /** Settings by which the connector finds no database; empty if there are none to be known. */
    protected Optional<ObjectNode> settingsToNowhere() {
        return Optional.empty();
    }

    /** {@link Condition#UNREACHABLE}, where {@link #settingsToNowhere} are known. */
    @Override
    public boolean impose(Condition condition) {
        unreachable = condition == Condition.UNREACHABLE && settingsToNowhere().isPresent();
        return unreachable;
    }

    /** What drivers call them. */
    static Properties login(String user, String password) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return login;
    }

    /** Whatever the connector's dialect calls it: the case asks for a kind. */
    protected String typeOf(String kind) {
        return switch (kind) {
            case "integer" -> "BIGINT";
            case "number" -> "DOUBLE PRECISION";
            case "boolean" -> "BOOLEAN";
            case "date-time" -> "TIMESTAMP WITH TIME ZONE";
            case "date" -> "DATE";
            case "time" -> "TIME";
            case "json" -> "JSON";
            case PreparedTable.BINARY -> "BLOB";
            default -> "VARCHAR";
        };
    }

    /** The same for a column of a key. */
    protected String keyTypeOf(String kind) {
        return typeOf(kind);
    }

    @Override
    public boolean prepare(PreparedTable table) {
        String columns = table.columns().entrySet().stream()
                .map(column -> "%s %s"
                        .formatted(
                                quoted(column.getKey()),
                                table.key().contains(column.getKey())
                                        ? keyTypeOf(column.getValue())
                                        : typeOf(column.getValue())))
                .collect(Collectors.joining(", "));
        String key = table.key().isEmpty()
                ? ""
                : table.key().stream()
                        .map(JdbcTestDestination::quoted)
                        .collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"));
        execute("CREATE TABLE %s (%s%s)".formatted(nameOf(table.stream()), columns, key));
        table.rows().forEach(row -> insert(nameOf(table.stream()), row));
        return true;
    }

    private void insert(String table, Map<String, Object> row) {
        String columns = row.keySet().stream().map(JdbcTestDestination::quoted).collect(Collectors.joining(", "));
        String sql = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(table, columns, String.join(", ", Collections.nCopies(row.size(), "?")));
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            int position = 0;
            for (Object value : row.values()) {
                insert.setObject(++position, value);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new DestinationException("%s fails at %s".formatted(sql, withoutQuery(url)), e);
        }
    }

    private String nameOf(String stream) {
        return "%s.%s".formatted(quoted(schema), quoted(tableOf(stream)));
    }

    /** A name that ends with a hyphen, or has two in a row before its last part, has no parts. */
    protected String tableOf(String stream) {
        int last = stream.lastIndexOf('-');
        boolean hasParts = last > stream.lastIndexOf('-', last - 1) + 1 && last < stream.length() - 1;
        return hasParts ? stream.substring(last + 1) : stream;
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        String table = tableOf(stream);
        try (Connection connection = connect()) {
            return exists(connection, table) ? Optional.of(read(connection, table)) : Optional.empty();
        } catch (SQLException e) {
            throw new DestinationException("table \"%s\" of %s cannot be read".formatted(table, withoutQuery(url)), e);
        }
    }

    @Override
    public void stop() {}

    protected final Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    /** Runs one statement on a connection of its own. */
    protected final void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new DestinationException("%s fails at %s".formatted(sql, withoutQuery(url)), e);
        }
    }

    protected static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private StoredTable read(Connection connection, String table) throws SQLException {
        String sql = "SELECT * FROM %s.%s".formatted(quoted(schema), quoted(table));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return new JdbcTableReader(rows.getMetaData()).read(rows);
        }
    }

    /** By listing: patterns of names have their own rules for wildcards in each driver. */
    private boolean exists(Connection connection, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet tables = metaData.getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                if (schema.equals(tables.getString("TABLE_SCHEM")) && table.equals(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A URL's query may hold a password. */
    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
