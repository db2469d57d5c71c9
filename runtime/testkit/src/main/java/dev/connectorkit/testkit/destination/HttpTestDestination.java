package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.Condition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server on this machine in place of the system with an HTTP API that a connector sends to. It records what comes, by
 * stream; it can be slow, throttle, fail and hang up, refuse single records, be cut off, and be away.
 *
 * <pre>{@code
 * new HttpTestDestination("url", JsonTrees.object().put("token", "any"), Map.of("*", HttpRoute.single("/{stream}")))
 * }</pre>
 */
public final class HttpTestDestination implements TestDestination {
    /** Of {@link HttpRoute}s, that of the streams which have none of their own. */
    public static final String ANY_STREAM = RecordingServer.ANY_STREAM;

    private static final Duration SLOW = Duration.ofMillis(20);

    private final String urlSetting;
    private final ObjectNode settings;
    private final Map<String, HttpRoute> routes;
    private Optional<Condition> condition = Optional.empty();
    private Optional<RecordingServer> server = Optional.empty();
    private Optional<FaultyLine> line = Optional.empty();

    /**
     * A server that is not yet open.
     *
     * @param urlSetting the connector's setting that takes the address
     * @param settings   what else the connector cannot start without; the server lets in whoever comes
     * @param routes     by stream, {@link #ANY_STREAM} for those that are not named
     */
    public HttpTestDestination(String urlSetting, ObjectNode settings, Map<String, HttpRoute> routes) {
        this.urlSetting = urlSetting;
        this.settings = settings.deepCopy();
        this.routes = Map.copyOf(routes);
    }

    /** A stream without records leaves no trace, and columns are declared nowhere. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.TABLES);
    }

    @Override
    public void start() {
        open();
    }

    /** It cannot refuse one record of an array, since a status alone does not say which. */
    @Override
    public boolean impose(Condition imposed) {
        if (imposed == Condition.REFUSING && routes.values().stream().anyMatch(HttpRoute::array)) {
            return false;
        }
        stop();
        condition = Optional.of(imposed);
        open();
        return true;
    }

    private void open() {
        RecordingServer opened = new RecordingServer(routes, condition);
        server = Optional.of(opened);
        line = condition
                .filter(imposed -> imposed == Condition.SLOW || imposed == Condition.CUTTABLE)
                .map(imposed ->
                        new FaultyLine(opened.host(), opened.port(), imposed == Condition.SLOW ? SLOW : Duration.ZERO));
    }

    @Override
    public void cutConnections() {
        line.orElseThrow().cut();
    }

    @Override
    public ObjectNode settings() {
        RecordingServer opened = server.orElseThrow();
        String host = line.map(FaultyLine::host).orElse(opened.host());
        int port = condition.equals(Optional.of(Condition.UNREACHABLE))
                ? FaultyLine.deadPort()
                : line.map(FaultyLine::port).orElse(opened.port());
        return settings.deepCopy().put(urlSetting, "http://%s:%d".formatted(host, port));
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        return server.orElseThrow().rows(stream).map(StoredTable::undeclared);
    }

    @Override
    public boolean isReadableDuringRun() {
        return true;
    }

    @Override
    public void stop() {
        line.ifPresent(FaultyLine::close);
        server.ifPresent(RecordingServer::close);
        line = Optional.empty();
        server = Optional.empty();
    }
}
