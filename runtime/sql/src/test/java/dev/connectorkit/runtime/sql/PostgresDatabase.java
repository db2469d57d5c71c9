package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** A schema of its own, on the one server that all tests of this JVM share unless another one is given. */
class PostgresDatabase extends TestDatabase {
    private final String schema = "t_" + UUID.randomUUID().toString().substring(0, 8);
    private final PostgresServer server;

    PostgresDatabase() {
        this(server());
    }

    PostgresDatabase(PostgresServer server) {
        this.server = server;
    }

    private static final class Shared {
        static final PostgresServer SERVER = PostgresServer.start(); // stops with the JVM
    }

    static PostgresServer server() {
        return Shared.SERVER;
    }

    String schema() {
        return schema;
    }

    @Override
    protected Connector connector() {
        return new PostgresConnector();
    }

    /** A connector as the generator makes it. */
    static final class PostgresConnector implements Connector {
        @Override
        public ConnectorInfo info() {
            ConnectorInfo.Builder info = ConnectorInfo.of("target-postgres");
            for (String name : new String[] {
                "host",
                "user",
                "database",
                "dialect+driver",
                "ssl_mode",
                "ssl_certificate_authority",
                "ssl_client_certificate",
                "ssl_storage_directory"
            }) {
                info.setting(SettingDefinition.of(name, SettingType.STRING).build());
            }
            for (String name : new String[] {"password", "sqlalchemy_url", "ssl_client_private_key"}) {
                info.setting(
                        SettingDefinition.of(name, SettingType.STRING).secret().build());
            }
            for (String name : new String[] {
                "use_copy",
                "interpret_content_encoding",
                "sanitize_null_text_characters",
                "ssl_enable",
                "ssl_client_certificate_enable"
            }) {
                info.setting(SettingDefinition.of(name, SettingType.BOOLEAN).build());
            }
            return info.setting(SettingDefinition.of("port", SettingType.INTEGER)
                            .defaultJson("5432")
                            .build())
                    .setting(SettingDefinition.of("ssh_tunnel", SettingType.OBJECT)
                            .build())
                    .defaultValue("default_target_schema", "\"melty\"")
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new SqlTarget("postgres", settings);
        }
    }

    @Override
    protected Map<String, Object> configuration() {
        return Map.of(
                "host", server.host(),
                "port", server.port(),
                "user", server.user(),
                "password", server.password(),
                "database", server.database(),
                "default_target_schema", schema);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl());
    }

    @Override
    public String table(String name) {
        return "\"" + schema + "\".\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
    }
}
