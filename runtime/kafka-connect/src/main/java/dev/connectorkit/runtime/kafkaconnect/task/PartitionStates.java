package dev.connectorkit.runtime.kafkaconnect.task;

import dev.connectorkit.runtime.sink.EpochStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the offset of each partition in the destination, committed with the rows that lie before it. A task that has lost a
 * partition without knowing can commit nothing more, so each row is there once.
 */
final class PartitionStates implements EpochStore {
    private final EpochStore store;

    PartitionStates(EpochStore store) {
        this.store = store;
    }

    /** Makes this task the one that commits those partitions, and gives the offsets that are stored for them. */
    Map<TopicPartition, Long> take(Collection<TopicPartition> partitions) {
        Map<String, TopicPartition> byName =
                partitions.stream().collect(Collectors.toMap(TopicPartition::toString, partition -> partition));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        store.take(byName.keySet()).forEach((name, offset) -> {
            TopicPartition partition = byName.get(name);
            if (partition != null) {
                offsets.put(partition, Long.parseLong(offset));
            }
        });
        return offsets;
    }

    /** Each partition has been taken when the task was given it. */
    @Override
    public void begin() {}

    /** Not of a task, whose partitions change. */
    @Override
    public Optional<String> lastState() {
        return Optional.empty();
    }

    @Override
    public void commit(String state) {
        Map<String, String> offsets = new HashMap<>();
        Offsets.ofState(state).forEach((partition, offset) -> offsets.put(partition.toString(), offset.toString()));
        store.commit(offsets);
    }
}
