package dev.connectorkit.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A system with an HTTP API, as awkward as real ones are: {@code POST /<stream>} takes a record for whoever has the token, now
 * and then it is too busy (429 with Retry-After), out of order (503), or hangs up after it has taken the record; and it refuses
 * (422) each flight that never took off. It knows a request that comes again by its Idempotency-Key.
 *
 * <p>Needs nothing but a JDK: {@code java FlightDesk.java url.txt} writes where it listens to that file, and says what it has
 * got when it is ended.
 */
public final class FlightDesk implements AutoCloseable {
    public static final String TOKEN = "open sesame";

    private static final String NEVER_TOOK_OFF = "\"dep_time\":null";
    private static final int BUSY_EVERY = 9001;
    private static final int BROKEN_EVERY = 2503;
    private static final int HANGS_UP_EVERY = 3001;

    private final HttpServer server;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, List<String>> taken = new TreeMap<>();
    private int requests;
    private int refused;
    private int busy;
    private int broken;
    private int hungUp;

    private FlightDesk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that listens on a port that was free. */
    public static FlightDesk open() throws IOException {
        return new FlightDesk();
    }

    /** Takes the file that the address is written to. */
    public static void main(String[] args) throws IOException {
        FlightDesk desk = open();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(desk.report())));
        Path unfinished = Path.of(args[0] + ".part");
        Files.writeString(unfinished, desk.url());
        Files.move(unfinished, Path.of(args[0]));
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The records it has, as they came, by stream. */
    public synchronized Map<String, List<String>> taken() {
        Map<String, List<String>> copy = new TreeMap<>();
        taken.forEach((stream, records) -> copy.put(stream, List.copyOf(records)));
        return copy;
    }

    /** How many requests it refused, was too busy for, failed at, and left without an answer. */
    public synchronized Map<String, Integer> troubles() {
        return new TreeMap<>(Map.of("refused", refused, "busy", busy, "broken", broken, "hung up", hungUp));
    }

    /** What it has got, a line for each stream, and what went wrong on the way. */
    public synchronized String report() {
        StringBuilder report = new StringBuilder();
        taken.forEach((stream, records) -> report.append("  %-9s %6d records%n".formatted(stream, records.size())));
        return report.append(
                        "  of %d requests: %d refused for good (flights that never took off), %d put off (429), %d failed (503), %d left without an answer"
                                .formatted(requests, refused, busy, broken, hungUp))
                .toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String record = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = status(exchange, record);
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            if (status != 0) {
                exchange.sendResponseHeaders(status, -1);
            } // else it hangs up
        }
    }

    private synchronized int status(HttpExchange exchange, String record) {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 401;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return 200;
        }
        requests++;
        if (requests % BUSY_EVERY == 0) {
            busy++;
            return 429;
        }
        if (requests % BROKEN_EVERY == 0) {
            broken++;
            return 503;
        }
        if (record.contains(NEVER_TOOK_OFF)) {
            refused++;
            return 422;
        }
        if (keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
            String stream = exchange.getRequestURI().getPath().substring(1);
            taken.computeIfAbsent(stream, name -> new ArrayList<>()).add(record);
        }
        if (requests % HANGS_UP_EVERY == 0) {
            hungUp++;
            return 0;
        }
        return 201;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
