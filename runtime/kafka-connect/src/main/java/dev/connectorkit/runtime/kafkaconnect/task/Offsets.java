package dev.connectorkit.runtime.kafkaconnect.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Offsets as a state: for each partition the one behind the last record that was read. */
final class Offsets {
    private static final JsonMapper JSON = Json.trees(Integer.MAX_VALUE);

    private Offsets() {}

    /** {@code {"offsets":{"flights":{"0":12,"1":7}}}}. */
    static String toState(Map<TopicPartition, Long> offsets) {
        Map<String, Map<Integer, Long>> byTopic = new TreeMap<>();
        offsets.forEach((partition, offset) -> byTopic.computeIfAbsent(partition.topic(), any -> new TreeMap<>())
                .put(partition.partition(), offset));
        ObjectNode state = JSON.createObjectNode();
        ObjectNode all = state.putObject("offsets");
        byTopic.forEach((topic, partitions) -> {
            ObjectNode ofTopic = all.putObject(topic);
            partitions.forEach((partition, offset) -> ofTopic.put(partition.toString(), offset));
        });
        return state.toString();
    }

    static Map<TopicPartition, Long> ofState(String state) {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<String, JsonNode> topic :
                    JSON.readTree(state).path("offsets").properties()) {
                for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
                    offsets.put(
                            new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                            partition.getValue().longValue());
                }
            }
            return offsets;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state of offsets has to be JSON", e);
        }
    }
}
