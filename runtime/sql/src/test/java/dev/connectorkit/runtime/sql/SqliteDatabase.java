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
import java.util.Map;

/** An SQLite file of its own. */
final class SqliteDatabase extends TestDatabase {
    private final Path file;

    SqliteDatabase() {
        try {
            file = Files.createTempFile("test", ".sqlite");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    protected Connector connector() {
        return new SqliteConnector();
    }

    /** A connector as the generator makes it. */
    static final class SqliteConnector implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("target-sqlite")
                    .setting(SettingDefinition.of("path", SettingType.STRING)
                            .required()
                            .build())
                    .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new SqlTarget("sqlite", settings);
        }
    }

    @Override
    protected Map<String, Object> configuration() {
        return Map.of("path", file.toString());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public String table(String name) {
        return "main." + quote(name);
    }

    @Override
    public void close() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
