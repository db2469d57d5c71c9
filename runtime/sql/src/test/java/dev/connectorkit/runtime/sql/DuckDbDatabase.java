package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.destination.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A DuckDB file in a temporary folder. */
final class DuckDbDatabase extends TestDatabase {
    private final Path folder;

    DuckDbDatabase() {
        try {
            folder = Files.createTempDirectory("duckdb");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return folder.resolve("test.duckdb");
    }

    @Override
    protected Connector connector() {
        return new DuckDbConnector();
    }

    /** A connector as the generator makes it. */
    static final class DuckDbConnector implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("target-duckdb")
                    .setting(SettingDefinition.of("path", SettingType.STRING)
                            .required()
                            .build())
                    .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new SqlTarget("duckdb", settings);
        }
    }

    @Override
    protected Map<String, Object> configuration() {
        return Map.of("path", file().toString());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file());
    }

    @Override
    public String table(String name) {
        return "\"main\".\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
