package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database with a place of its own for a test, and a connector that loads into it in the same JVM; read back by JDBC alone.
 * Also the lines of Singer that tests write.
 */
public abstract class TestDatabase implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a run left behind. */
    public record Run(int exit, List<String> states, String err) {
        /** What the run says of its end. */
        public String lastLine() {
            return err.lines().reduce("", (first, second) -> second);
        }
    }

    protected abstract Connector connector();

    /** A configuration that leads into this database. */
    protected abstract Map<String, Object> configuration();

    public abstract Connection connect() throws SQLException;

    /** The table's full name, quoted. */
    public abstract String table(String name);

    public String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public abstract void close();

    public Run load(String... messages) {
        return loadWith(Map.of(), messages);
    }

    public Run loadWith(Map<String, Object> settings, String... messages) {
        byte[] lines = (String.join("\n", messages) + "\n").getBytes(StandardCharsets.UTF_8);
        return loadWith(settings, new ByteArrayInputStream(lines));
    }

    /** What the messages would change; in place of states stand the statements. */
    public Run plan(String... messages) {
        return planWith(Map.of(), messages);
    }

    /** The same with more settings. */
    public Run planWith(Map<String, Object> settings, String... messages) {
        byte[] lines = (String.join("\n", messages) + "\n").getBytes(StandardCharsets.UTF_8);
        return run(settings, new ByteArrayInputStream(lines), "--plan");
    }

    public Run testConnection(Map<String, Object> settings) {
        return run(settings, InputStream.nullInputStream(), "--test_connection");
    }

    public Run loadWith(Map<String, Object> settings, InputStream in) {
        return run(settings, in);
    }

    private Run run(Map<String, Object> settings, InputStream in, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path config = configFile(settings);
        StandardStreams streams = new StandardStreams(in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--config", config.toString()));
        int exit = ConnectorCommand.run(connector(), streams, arguments.toArray(String[]::new));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }

    public Path configFile(Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>(configuration());
        all.putAll(settings);
        try {
            Path file = Files.createTempFile("config", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, JSON.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a query as text; a null is the text {@code null}. */
    public List<List<String>> rows(String query) {
        return rows(query, (result, column) -> String.valueOf(result.getString(column)));
    }

    /** The rows of a query as the driver's own objects. */
    public List<List<@Nullable Object>> objects(String query) {
        return rows(query, ResultSet::getObject);
    }

    /** Reads a column of the row that a result is at. */
    @FunctionalInterface
    private interface Read<T extends @Nullable Object> {
        T column(ResultSet result, int column) throws SQLException;
    }

    private <T extends @Nullable Object> List<List<T>> rows(String query, Read<T> read) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<T>> rows = new ArrayList<>();
            while (result.next()) {
                List<T> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(read.column(result, i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Names of all tables and views that the connection sees, with their schemas. */
    public List<String> tables() {
        try (Connection connection = connect();
                ResultSet result = connection.getMetaData().getTables(null, null, "%", null)) {
            List<String> names = new ArrayList<>();
            while (result.next()) {
                names.add(result.getString("TABLE_SCHEM") + "." + result.getString("TABLE_NAME"));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of all schemas that the connection sees, and of all databases. */
    public List<String> schemas() {
        try (Connection connection = connect();
                ResultSet schemas = connection.getMetaData().getSchemas();
                ResultSet catalogs = connection.getMetaData().getCatalogs()) {
            List<String> names = new ArrayList<>();
            while (schemas.next()) {
                names.add(schemas.getString("TABLE_SCHEM"));
            }
            while (catalogs.next()) {
                names.add(catalogs.getString("TABLE_CAT"));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String value(String query) {
        return rows(query).get(0).get(0);
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static String schema(String stream, String properties, String... keys) {
        return "{\"type\":\"SCHEMA\",\"stream\":%s,\"schema\":{\"type\":\"object\",\"properties\":{%s}},\"key_properties\":%s}"
                .formatted(json(stream), properties, json(List.of(keys)));
    }

    public static String record(String stream, String record) {
        return "{\"type\":\"RECORD\",\"stream\":%s,\"record\":{%s}}".formatted(json(stream), record);
    }

    public static String state(int number) {
        return "{\"type\":\"STATE\",\"value\":{\"n\":%d}}".formatted(number);
    }
}
