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
import org.hsqldb.jdbc.JDBCDriver;

/** A database in this process's memory, reached by a JDBC URL; gone when it is shut down. */
final class JdbcDatabase extends TestDatabase {
    private final String dialect;
    private final String url;

    JdbcDatabase(String dialect, String url) {
        this.dialect = dialect;
        this.url = url;
    }

    static JdbcDatabase h2() {
        return new JdbcDatabase("h2", "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    }

    /** By a dialect that is not the kit's. */
    static JdbcDatabase hsqldb() {
        return new JdbcDatabase(HsqldbDialect.class.getName(), hsqldbUrl());
    }

    static String hsqldbUrl() {
        return JDBCDriver.driverInstance.acceptsURL("jdbc:hsqldb:mem:") ? "jdbc:hsqldb:mem:" + UUID.randomUUID() : "";
    }

    @Override
    protected Connector connector() {
        return new JdbcConnector(dialect);
    }

    /** A connector as the generator makes it. */
    record JdbcConnector(String dialect) implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("target-jdbc")
                    .setting(SettingDefinition.of("url", SettingType.STRING)
                            .required()
                            .build())
                    .setting(SettingDefinition.of("user", SettingType.STRING).build())
                    .setting(SettingDefinition.of("password", SettingType.STRING)
                            .secret()
                            .build())
                    .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new SqlTarget(dialect, settings);
        }
    }

    @Override
    protected Map<String, Object> configuration() {
        return Map.of("url", url, "user", "SA", "password", "");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "SA", "");
    }

    @Override
    public String table(String name) {
        return quote("PUBLIC") + "." + quote(name);
    }

    @Override
    public void close() {
        execute("SHUTDOWN");
    }
}
