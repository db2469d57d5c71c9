package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.cases.PreparedTable;
import dev.connectorkit.testkit.postgres.PostgresLogin;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * A scratch schema of a PostgreSQL database, given by {@code default_target_schema} beside the settings of the server; it
 * is dropped at the end with all that is in it.
 */
public final class PostgresTestDestination extends JdbcTestDestination {
    private static final Duration SLOW = Duration.ofMillis(20);

    private final PostgresLogin server;
    private final String schema;
    private Optional<FaultyLine> line = Optional.empty();
    private boolean unreachable;

    public PostgresTestDestination(PostgresLogin server) {
        this(server, "connectorkit_" + UUID.randomUUID().toString().replace("-", ""));
    }

    private PostgresTestDestination(PostgresLogin server, String schema) {
        super(server.jdbcUrl(), login(server), schema, JsonTrees.object());
        this.server = server;
        this.schema = schema;
    }

    /** PostgreSQL stores no U+0000. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.NUL);
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
    public boolean impose(Condition condition) {
        switch (condition) {
            case UNREACHABLE -> unreachable = true;
            case SLOW -> line = Optional.of(new FaultyLine(server.host(), server.port(), SLOW));
            case CUTTABLE -> line = Optional.of(new FaultyLine(server.host(), server.port(), Duration.ZERO));
            case THROTTLING, FAILING, REFUSING -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void cutConnections() {
        line.orElseThrow().cut();
    }

    @Override
    public ObjectNode settings() {
        String host = line.map(FaultyLine::host).orElse(unreachable ? "127.0.0.1" : server.host());
        int port = line.map(FaultyLine::port).orElseGet(() -> unreachable ? FaultyLine.deadPort() : server.port());
        return JsonTrees.object()
                .put("host", host)
                .put("port", port)
                .put("user", server.user())
                .put("password", server.password())
                .put("database", server.database())
                .put("default_target_schema", schema);
    }

    @Override
    public void stop() {
        line.ifPresent(FaultyLine::close);
        execute("DROP SCHEMA IF EXISTS " + quoted(schema) + " CASCADE");
    }

    @Override
    protected String typeOf(String kind) {
        return switch (kind) {
            case "json" -> "JSONB";
            case PreparedTable.BINARY -> "BYTEA";
            case "string" -> "TEXT";
            default -> super.typeOf(kind);
        };
    }

    private static Properties login(PostgresLogin server) {
        Properties login = new Properties();
        login.setProperty("user", server.user());
        login.setProperty("password", server.password());
        return login;
    }
}
