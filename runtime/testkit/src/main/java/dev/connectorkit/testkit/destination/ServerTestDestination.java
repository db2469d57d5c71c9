package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.login.ServerLogin;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A scratch place on a database server that is there, reached over a line that can be slow, cut and dead. Read while the
 * connector runs, too.
 */
abstract class ServerTestDestination extends JdbcTestDestination {
    private static final Duration SLOW = Duration.ofMillis(20);

    private final ServerLogin server;
    private final String schema;
    private Optional<FaultyLine> line = Optional.empty();
    private boolean unreachable;

    /**
     * A place that is made by {@link #start} and dropped by {@link #stop}.
     *
     * @param url    of JDBC
     * @param schema that holds the tables
     */
    ServerTestDestination(ServerLogin server, String url, String schema) {
        super(url, login(server.user(), server.password()), schema, JsonTrees.object());
        this.server = server;
        this.schema = schema;
    }

    static String scratchName() {
        return "connectorkit_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The scratch place's name, quoted. */
    final String schema() {
        return quoted(schema);
    }

    @Override
    public void start() {
        execute("CREATE SCHEMA " + schema());
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

    /** The server, as it is reached now, and who enters it. */
    @Override
    public ObjectNode settings() {
        String host = line.map(FaultyLine::host).orElse(unreachable ? "127.0.0.1" : server.host());
        int port = line.map(FaultyLine::port).orElseGet(() -> unreachable ? FaultyLine.deadPort() : server.port());
        return JsonTrees.object()
                .put("host", host)
                .put("port", port)
                .put("user", server.user())
                .put("password", server.password());
    }

    @Override
    public void stop() {
        line.ifPresent(FaultyLine::close);
    }
}
