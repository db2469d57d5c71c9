package dev.connectorkit.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A real server on this machine that answers as a test says, and keeps every request it got. */
final class TestServer implements AutoCloseable {
    static final Reply OK = Reply.status(200);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final AtomicLong flooded = new AtomicLong();

    /** A request as it came over the wire: the path is not decoded. */
    record Request(int number, String method, String path, Map<String, List<String>> headers, String body) {
        JsonNode json() {
            try {
                return new JsonMapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the request held no JSON: " + body, e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** How a request is answered, if it is. */
    record Reply(int status, Map<String, String> headers, String body, boolean drops, boolean stalls, boolean floods) {
        static Reply status(int status) {
            return new Reply(status, Map.of(), "", false, false, false);
        }

        static Reply json(int status, String body) {
            return new Reply(status, Map.of(), body, false, false, false);
        }

        /** The connection is closed without an answer. */
        static Reply dropped() {
            return new Reply(0, Map.of(), "", true, false, false);
        }

        /** The headers come, and the body never does. */
        static Reply stalling() {
            return new Reply(200, Map.of(), "", false, true, false);
        }

        /** The body does not end, until the other side has had enough. */
        static Reply flooding() {
            return new Reply(200, Map.of(), "", false, false, true);
        }

        Reply with(String header, String value) {
            return new Reply(status, Map.of(header, value), body, drops, stalls, floods);
        }
    }

    TestServer(Function<Request, Reply> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Those that came, without connection tests. */
    synchronized List<Request> requests() {
        return requests.stream()
                .filter(request -> !request.method().equals("GET"))
                .toList();
    }

    private synchronized Request received(HttpExchange exchange) throws IOException {
        Request request = new Request(
                requests.size(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        return request;
    }

    private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
        try (exchange) {
            Reply reply = answers.apply(received(exchange));
            if (reply.drops()) {
                return;
            }
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            if (reply.floods()) {
                exchange.sendResponseHeaders(reply.status(), 0);
                flood(exchange);
            } else if (reply.stalls()) {
                exchange.sendResponseHeaders(reply.status(), 10);
                exchange.getResponseBody().flush();
                closed.await();
            } else if (body.length == 0) {
                exchange.sendResponseHeaders(reply.status(), -1);
            } else {
                exchange.sendResponseHeaders(reply.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flood(HttpExchange exchange) {
        byte[] part = "[[[[".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        try {
            while (true) {
                exchange.getResponseBody().write(part);
                flooded.addAndGet(part.length);
            }
        } catch (IOException e) {
            left.countDown(); // the other side let go
        }
    }

    /** Bytes of such a body that could be sent until the other side let go of it; waits for that. */
    long flooded() throws InterruptedException {
        left.await();
        return flooded.get();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
