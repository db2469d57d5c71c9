package dev.connectorkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;

/** A broker in this process, workers beside it, and what an operator says to them over REST. Ends with close. */
final class Cluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("cluster.patience", 240));

    private final Path folder;
    private final String plugins;
    private final List<String> jvmOptions;
    private final Map<String, String> workerSettings;
    private final EmbeddedKafkaCluster broker = new EmbeddedKafkaCluster(1, new Properties());
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final List<Worker> workers = new ArrayList<>();

    private Cluster(Path folder, String plugins, List<String> jvmOptions, Map<String, String> workerSettings) {
        this.folder = folder;
        this.plugins = plugins;
        this.jvmOptions = jvmOptions;
        this.workerSettings = workerSettings;
    }

    /**
     * Starts a broker.
     *
     * @param folder         for the workers' logs
     * @param plugins        each a folder with plugins in folders of their own
     * @param jvmOptions     of each worker
     * @param workerSettings beside those that every worker needs
     */
    static Cluster start(Path folder, List<Path> plugins, List<String> jvmOptions, Map<String, String> workerSettings) {
        String path = plugins.stream()
                .map(plugin -> plugin.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(","));
        Cluster cluster = new Cluster(folder, path, jvmOptions, workerSettings);
        cluster.broker.start();
        return cluster;
    }

    /** Adds a worker, and returns when it answers. */
    Worker addWorker(String name) throws Exception {
        Worker worker = Worker.start(name, folder, workerSettings(), jvmOptions);
        workers.add(worker);
        waitUntil("the worker " + name + " answers", () -> {
            Optional<HttpResponse<String>> answer = send(worker, "GET", "/connectors", Optional.empty());
            return answer.isPresent() && answer.get().statusCode() == 200;
        });
        return worker;
    }

    /** As Connect's own documentation has them, but for a single broker. */
    private Map<String, String> workerSettings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "kit",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "config.storage.topic", "connect-configs",
                "offset.storage.topic", "connect-offsets",
                "status.storage.topic", "connect-status",
                "plugin.path", plugins,
                "plugin.discovery", "service_load",
                "listeners", "http://127.0.0.1:0"));
        for (String topic : List.of("config", "offset", "status")) {
            settings.put(topic + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.putAll(workerSettings);
        return settings;
    }

    void createTopic(String topic, int partitions) {
        broker.createTopic(topic, partitions);
    }

    KafkaProducer<byte[], byte[]> producer() {
        return broker.createProducer(Map.of("linger.ms", "20", "batch.size", "200000", "enable.idempotence", "false"));
    }

    void configure(String connector, Map<String, String> config) throws Exception {
        request("PUT", "/connectors/" + connector + "/config", JSON.writeValueAsString(config));
    }

    void delete(String connector) throws Exception {
        request("DELETE", "/connectors/" + connector, "");
        waitUntil("the tasks of " + connector + " have ended", () -> isGone(connector));
    }

    private boolean isGone(String connector) throws Exception {
        for (Worker worker : living()) {
            Optional<HttpResponse<String>> answer =
                    send(worker, "GET", "/connectors/" + connector + "/status", Optional.empty());
            if (answer.isEmpty() || answer.get().statusCode() != 404) {
                return false;
            }
        }
        return true;
    }

    void restartTask(String connector, int task) throws Exception {
        request("POST", "/connectors/%s/tasks/%d/restart".formatted(connector, task), "");
    }

    /** The problems by setting, as the worker answers them. */
    Map<String, List<String>> validate(Map<String, String> config) throws Exception {
        JsonNode answer = request(
                "PUT",
                "/connector-plugins/" + config.get("connector.class") + "/config/validate",
                JSON.writeValueAsString(config));
        Map<String, List<String>> problems = new HashMap<>();
        for (JsonNode setting : answer.path("configs")) {
            List<String> errors = new ArrayList<>();
            setting.path("value").path("errors").forEach(error -> errors.add(error.asText()));
            if (!errors.isEmpty()) {
                problems.put(setting.path("value").path("name").asText(), errors);
            }
        }
        return problems;
    }

    /** Connector, number, worker, state and trace of each task of a connector. */
    JsonNode status(String connector) throws Exception {
        return request("GET", "/connectors/" + connector + "/status", "");
    }

    /** The failures of tasks, empty while there is none. */
    String failures() throws Exception {
        StringBuilder failures = new StringBuilder();
        for (JsonNode connector : request("GET", "/connectors", "")) {
            for (JsonNode task : status(connector.asText()).path("tasks")) {
                if (task.path("state").asText().equals("FAILED")) {
                    failures.append(connector.asText())
                            .append(' ')
                            .append(task.path("trace").asText())
                            .append('\n');
                }
            }
        }
        return failures.toString();
    }

    List<Worker> living() {
        return workers.stream().filter(Worker::isAlive).toList();
    }

    /** Any worker's answer; while the group rebalances, or a worker has just gone, it is asked again. */
    private JsonNode request(String method, String path, String body) throws Exception {
        JsonNode[] result = new JsonNode[1];
        waitUntil(method + " " + path + " is answered", () -> {
            for (Worker worker : living()) {
                Optional<HttpResponse<String>> answer =
                        send(worker, method, path, body.isEmpty() ? Optional.empty() : Optional.of(body));
                int status = answer.map(HttpResponse::statusCode).orElse(503);
                if (status < 300) {
                    result[0] = JSON.readTree(
                            answer.orElseThrow().body().isEmpty()
                                    ? "{}"
                                    : answer.get().body());
                    return true;
                }
                if (status < 500 && status != 409 && status != 404) {
                    throw new AssertionError("%s %s: %d %s"
                            .formatted(
                                    method, path, status, answer.orElseThrow().body()));
                }
            }
            return false;
        });
        return result[0];
    }

    /** Empty if nobody answers there. */
    private Optional<HttpResponse<String>> send(Worker worker, String method, String path, Optional<String> body)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.rest().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                .build();
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until a sink has committed that many records of a topic: they are durable then. */
    void awaitCommitted(String connector, String topic, long records) throws Exception {
        try (Admin admin = broker.createAdminClient()) {
            await(connector + " commits all of " + topic, () -> {
                long committed = admin
                        .listConsumerGroupOffsets("connect-" + connector)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .entrySet()
                        .stream()
                        .filter(offset -> offset.getKey().topic().equals(topic))
                        .mapToLong(offset -> offset.getValue().offset())
                        .sum();
                return committed == records;
            });
        }
    }

    /** Waits for a condition, and not for one that cannot come about any more because a task has failed. */
    void await(String what, Condition condition) throws Exception {
        int[] looks = new int[1];
        waitUntil(what, () -> {
            if (looks[0]++ % 20 == 19) {
                String failures = failures();
                if (!failures.isEmpty()) {
                    throw new AssertionError(what + " was waited for, and a task has failed: " + failures);
                }
            }
            return condition.holds();
        });
    }

    private static void waitUntil(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it has not come to that within " + PATIENCE + ": " + what);
            }
            Thread.sleep(100);
        }
    }

    /** The end of each worker's log. */
    String logs() {
        return workers.stream().map(Worker::endOfLog).collect(Collectors.joining("\n\n"));
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        broker.stop();
    }
}
