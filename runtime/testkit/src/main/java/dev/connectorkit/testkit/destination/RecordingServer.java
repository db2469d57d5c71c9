package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server on this machine that takes records as a system with an HTTP API does, and keeps them by stream. A request that
 * comes again with its {@code Idempotency-Key} is taken once. It lets in whoever comes. Safe for threads.
 */
final class RecordingServer implements AutoCloseable {
    static final String ANY_STREAM = "*";

    /** Where it is to refuse records, it refuses those whose text holds this word. */
    private static final String REFUSED = "refuse";

    private final Map<String, HttpRoute> routes;
    private final Optional<Condition> condition;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(RecordingServer::daemon);

    /** By stream, then by address or, where each record is a row of its own, by number. */
    private final Map<String, Map<Object, JsonNode>> rows = new LinkedHashMap<>();

    private final Set<String> keys = new HashSet<>();
    private int requests;

    /**
     * Opens it on a port that is free.
     *
     * @param routes    by stream, {@link #ANY_STREAM} for those that are not named
     * @param condition that it is in
     */
    RecordingServer(Map<String, HttpRoute> routes, Optional<Condition> condition) {
        this.routes = new LinkedHashMap<>(routes);
        this.condition = condition;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new DestinationException("no port is free for a server", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String host() {
        return server.getAddress().getAddress().getHostAddress();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The rows of a stream, in the order in which they came; nothing if none did. */
    synchronized Optional<List<Map<String, @Nullable Object>>> rows(String stream) {
        return Optional.ofNullable(rows.get(stream)).map(records -> {
            List<Map<String, @Nullable Object>> read = new ArrayList<>();
            records.values().forEach(record -> {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                record.properties().forEach(field -> row.put(field.getKey(), field.getValue()));
                read.add(row);
            });
            return read;
        });
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = body.isEmpty()
                    ? Answer.TAKEN
                    : answer(exchange, body); // without one, it is a test of the connection
            if (answer == Answer.BUSY) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            if (answer != Answer.NONE) {
                exchange.sendResponseHeaders(answer.status, -1);
            } // else it hangs up
        }
    }

    /** What a request is answered. */
    private enum Answer {
        TAKEN(201),
        NO_JSON(400),
        UNKNOWN_ADDRESS(404),
        REFUSED(422),
        BUSY(429),
        OUT_OF_ORDER(503),
        /** The record is taken, and the connection closed without a word. */
        NONE(0);

        private final int status;

        Answer(int status) {
            this.status = status;
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        requests++;
        if (is(Condition.THROTTLING) && requests % 2 == 1) {
            return Answer.BUSY;
        }
        if (is(Condition.FAILING) && requests % 3 == 1) {
            return Answer.OUT_OF_ORDER;
        }
        if (is(Condition.REFUSING) && body.contains(REFUSED)) {
            return Answer.REFUSED;
        }
        Answer answer = take(exchange, body);
        return answer == Answer.TAKEN && is(Condition.FAILING) && requests % 3 == 2 ? Answer.NONE : answer;
    }

    private boolean is(Condition asked) {
        return condition.equals(Optional.of(asked));
    }

    private Answer take(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getRawPath();
        for (Map.Entry<String, HttpRoute> route : routes.entrySet()) {
            Optional<String> named = Optional.of(route.getKey()).filter(name -> !name.equals(ANY_STREAM));
            Optional<String> stream = route.getValue().stream(named, path);
            if (stream.isPresent()) {
                return take(stream.get(), route.getValue(), exchange, body);
            }
        }
        return Answer.UNKNOWN_ADDRESS;
    }

    private Answer take(String stream, HttpRoute route, HttpExchange exchange, String body) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null && keys.contains(key)) {
            return Answer.TAKEN;
        }
        Optional<List<JsonNode>> records = records(route, body);
        if (records.isEmpty()) {
            return Answer.NO_JSON;
        }
        Map<Object, JsonNode> kept = rows.computeIfAbsent(stream, any -> new LinkedHashMap<>());
        records.get()
                .forEach(record -> kept.put(
                        route.replaces() ? exchange.getRequestURI().getRawPath() : (Object) kept.size(), record));
        if (key != null) {
            keys.add(key);
        }
        return Answer.TAKEN;
    }

    /** Nothing if the body is not what the route says. */
    private static Optional<List<JsonNode>> records(HttpRoute route, String body) {
        try {
            JsonNode json = JsonTrees.parse(body);
            JsonNode inside = route.envelope().map(json::path).orElse(json);
            if (route.array() != inside.isArray()) {
                return Optional.empty();
            }
            List<JsonNode> records = new ArrayList<>();
            (route.array() ? inside : List.of(inside)).forEach(records::add);
            return records.stream().allMatch(JsonNode::isObject) ? Optional.of(records) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "recording server");
        thread.setDaemon(true);
        return thread;
    }
}
