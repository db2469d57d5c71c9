package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.util.Properties;
import java.util.UUID;

/**
 * A scratch schema of a PostgreSQL database, given by {@code default_target_schema} beside the settings of the server; it
 * is dropped at the end with all that is in it.
 */
public final class PostgresTestDestination extends JdbcTestDestination {
    private final String schema;

    public PostgresTestDestination(PostgresLogin server) {
        this(server, "connectorkit_" + UUID.randomUUID().toString().replace("-", ""));
    }

    private PostgresTestDestination(PostgresLogin server, String schema) {
        super(server.jdbcUrl(), login(server), schema, settings(server, schema));
        this.schema = schema;
    }

    @Override
    public void start() {
        execute("CREATE SCHEMA " + quoted(schema));
    }

    @Override
    public boolean isReadableDuringRun() {
        return true;
    }

    @Override
    public void stop() {
        execute("DROP SCHEMA IF EXISTS " + quoted(schema) + " CASCADE");
    }

    private static Properties login(PostgresLogin server) {
        Properties login = new Properties();
        login.setProperty("user", server.user());
        login.setProperty("password", server.password());
        return login;
    }

    private static ObjectNode settings(PostgresLogin server, String schema) {
        return JsonTrees.object()
                .put("host", server.host())
                .put("port", server.port())
                .put("user", server.user())
                .put("password", server.password())
                .put("database", server.database())
                .put("default_target_schema", schema);
    }
}
