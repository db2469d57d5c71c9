package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.destination.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** A database of its own on the MariaDB server that {@link #PORT_VARIABLE} tells of, on this machine, user root without a password. */
final class MariaDbDatabase extends TestDatabase {
    static final String PORT_VARIABLE = "CONNECTORKIT_TEST_MARIADB_PORT";

    private final String name = "t_" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = Integer.parseInt(System.getenv(PORT_VARIABLE));

    MariaDbDatabase() {
        try (Connection connection =
                DriverManager.getConnection("jdbc:mariadb://127.0.0.1:%d/".formatted(port), "root", "")) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
        return Map.of("host", "127.0.0.1", "port", port, "user", "root", "database", name);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, name), "root", "");
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
