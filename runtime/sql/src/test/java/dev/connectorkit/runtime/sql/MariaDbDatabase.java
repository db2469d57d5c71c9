package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.destination.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A database of its own, on the one MariaDB server that all tests of this JVM share unless another one is given. */
final class MariaDbDatabase extends TestDatabase {
    private final String name = "t_" + UUID.randomUUID().toString().substring(0, 8);
    private final MariaDbServer server;

    private static final class Shared {
        static final MariaDbServer SERVER = MariaDbServer.start(); // stops with the JVM
    }

    MariaDbDatabase() {
        this(server());
    }

    MariaDbDatabase(MariaDbServer server) {
        this.server = server;
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static MariaDbServer server() {
        return Shared.SERVER;
    }

    String name() {
        return name;
    }

    @Override
    protected Connector connector() {
        return new MariaDbConnector();
    }

    /** A connector as the generator makes it. */
    static final class MariaDbConnector implements Connector {
        @Override
        public ConnectorInfo info() {
            ConnectorInfo.Builder info = ConnectorInfo.of("target-mariadb");
            for (String setting : new String[] {"host", "user", "database", "ssl_mode"}) {
                info.setting(SettingDefinition.of(setting, SettingType.STRING).build());
            }
            return info.setting(SettingDefinition.of("password", SettingType.STRING)
                            .secret()
                            .build())
                    .setting(SettingDefinition.of("port", SettingType.INTEGER).build())
                    .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new SqlTarget("mariadb", settings);
        }
    }

    @Override
    protected Map<String, Object> configuration() {
        return Map.of("host", "127.0.0.1", "port", server.port(), "user", "root", "database", name);
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    @Override
    public String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String table(String table) {
        return quote(name) + "." + quote(table);
    }

    @Override
    public void close() {
        execute("DROP DATABASE " + name);
    }
}
