package dev.connectorkit.runtime.kafkaconnect.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What a connector's descriptor says of its streams, as the plugin holds it. The settings {@code stream_schemas} and
 * {@code stream_names} begin with that; what they say of a stream or topic themselves wins.
 *
 * @param schemas by stream, in the form of {@code stream_schemas}
 * @param names   streams by topic, of those that are not called as their topic
 */
public record DescribedStreams(ObjectNode schemas, ObjectNode names) {
    private static final String PATH = "META-INF/connectorkit/streams.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of a connector whose descriptor has no streams. */
    static DescribedStreams none() {
        return new DescribedStreams(JSON.createObjectNode(), JSON.createObjectNode());
    }

    /**
     * Reads those of the plugin that a class loader has.
     *
     * @throws ConnectException if the plugin's file of them is broken
     */
    static DescribedStreams of(ClassLoader plugin) {
        try (InputStream file = plugin.getResourceAsStream(PATH)) {
            return file == null ? none() : of(JSON.readTree(file));
        } catch (IOException e) {
            throw new ConnectException(
                    "the plugin's %s cannot be read; build its folder by connector:kafka-connect".formatted(PATH), e);
        }
    }

    private static DescribedStreams of(JsonNode file) {
        DescribedStreams streams = none();
        for (Map.Entry<String, JsonNode> stream : file.properties()) {
            ObjectNode described = stream.getValue().deepCopy();
            JsonNode topic = described.remove("topic");
            if (topic != null) {
                streams.names.put(topic.asText(), stream.getKey());
            }
            streams.schemas.set(stream.getKey(), described);
        }
        return streams;
    }

    /** Puts what is described below what is given. */
    void addTo(ObjectNode given) {
        add(schemas, given, TopicSettings.STREAM_SCHEMAS);
        add(names, given, TopicSettings.STREAM_NAMES);
    }

    private static void add(ObjectNode described, ObjectNode given, String setting) {
        if (described.isEmpty()) {
            return;
        }
        ObjectNode all = described.deepCopy();
        if (given.get(setting) instanceof ObjectNode own) {
            all.setAll(own);
        }
        given.set(setting, all);
    }
}
