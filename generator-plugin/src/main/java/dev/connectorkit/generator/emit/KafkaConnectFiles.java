package dev.connectorkit.generator.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The files of a connector. */
    public static KafkaConnectFiles of(ConnectorSpec spec) {
        return new KafkaConnectFiles(spec.name(), jar(spec), sample(spec));
    }

    private static Map<String, byte[]> jar(ConnectorSpec spec) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(SERVICE, (className(spec) + "\n").getBytes(StandardCharsets.UTF_8));
        entries.put(SinkConnectorClass.path(spec), SinkConnectorClass.bytes(spec));
        return entries;
    }

    private static String sample(ConnectorSpec spec) {
        ObjectNode sample = JSON.createObjectNode().put("name", spec.name());
        ObjectNode config = sample.putObject("config")
                .put("connector.class", className(spec))
                .put("tasks.max", "3")
                .put("topics", "orders")
                .put("key.converter", "org.apache.kafka.connect.storage.StringConverter")
                .put("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put("value.converter.schemas.enable", "false")
                .put("key_properties", "[\"id\"]")
                .put("consumer.override.max.poll.records", "5000")
                .put("errors.tolerance", "none");
        for (SettingSpec setting : spec.settings()) {
            if (setting.required() && setting.defaultJson().isEmpty()) {
                config.put(setting.name(), example(setting));
            }
        }
        return sample.toPrettyString() + "\n";
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
