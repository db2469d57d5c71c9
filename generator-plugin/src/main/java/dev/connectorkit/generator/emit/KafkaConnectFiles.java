package dev.connectorkit.generator.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import dev.connectorkit.generator.spec.StreamSpec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What makes a packaged connector a plugin of Kafka Connect, beside its own jar and the runtime's.
 *
 * @param connector the connector's name
 * @param jar       entries of the jar that names the connector to a worker, by path
 * @param sample    a connector's configuration to begin with, as {@code POST /connectors} takes it: what is required has to be
 *                  filled in
 */
public record KafkaConnectFiles(String connector, Map<String, byte[]> jar, String sample) {
    private static final String SERVICE = "META-INF/services/org.apache.kafka.connect.sink.SinkConnector";
    private static final String STREAMS = "META-INF/connectorkit/streams.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The files of a connector. */
    public static KafkaConnectFiles of(ConnectorSpec spec) {
        return new KafkaConnectFiles(spec.name(), jar(spec), sample(spec));
    }

    private static Map<String, byte[]> jar(ConnectorSpec spec) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(SERVICE, (className(spec) + "\n").getBytes(StandardCharsets.UTF_8));
        entries.put(SinkConnectorClass.path(spec), SinkConnectorClass.bytes(spec));
        if (!spec.streams().isEmpty()) {
            entries.put(STREAMS, streams(spec).toString().getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    /** What is known of streams, and which topics they come from, so that maps without a schema need no inference. */
    private static ObjectNode streams(ConnectorSpec spec) {
        ObjectNode streams = JSON.createObjectNode();
        for (StreamSpec stream : spec.streams()) {
            ObjectNode described = streams.putObject(stream.name());
            stream.topic().ifPresent(topic -> described.put("topic", topic));
            described.putRawValue("schema", new RawValue(stream.schemaJson()));
            stream.keyProperties().forEach(described.putArray("key_properties")::add);
        }
        return streams;
    }

    private static String sample(ConnectorSpec spec) {
        ObjectNode sample = JSON.createObjectNode().put("name", spec.name());
        ObjectNode config = sample.putObject("config")
                .put("connector.class", className(spec))
                .put("tasks.max", "3")
                .put("topics", topics(spec))
                .put("key.converter", "org.apache.kafka.connect.storage.StringConverter")
                .put("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put("value.converter.schemas.enable", "false")
                .put("consumer.override.max.poll.records", "5000")
                .put("errors.tolerance", "none");
        if (spec.streams().isEmpty()) {
            config.put("key_properties", "[\"id\"]");
        }
        for (SettingSpec setting : spec.settings()) {
            if (setting.required() && setting.defaultJson().isEmpty()) {
                config.put(setting.name(), example(setting));
            }
        }
        return sample.toPrettyString() + "\n";
    }

    private static String topics(ConnectorSpec spec) {
        return spec.streams().isEmpty()
                ? "orders"
                : spec.streams().stream()
                        .map(stream -> stream.topic().orElse(stream.name()))
                        .collect(Collectors.joining(","));
    }

    private static String example(SettingSpec setting) {
        return setting.examples().stream()
                .findFirst()
                .map(KafkaConnectFiles::text)
                .orElse("…");
    }

    private static String text(String json) {
        try {
            JsonNode value = JSON.readTree(json);
            return value.isTextual() ? value.textValue() : json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the example of a setting is not JSON", e);
        }
    }

    private static String className(ConnectorSpec spec) {
        return spec.packageName() + "." + spec.sinkConnectorClass();
    }
}
