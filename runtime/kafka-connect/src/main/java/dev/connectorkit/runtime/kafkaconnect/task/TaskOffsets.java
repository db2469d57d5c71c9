package dev.connectorkit.runtime.kafkaconnect.task;

import dev.connectorkit.runtime.state.StateWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a task stands in each of its partitions: what the session was given, and what it has said is durable. The session
 * says so by emitting a state, so offsets move exactly as states do. Safe for threads.
 */
final class TaskOffsets implements StateWriter {
    private final RecordOrigins origins;
    private final Map<TopicPartition, Long> given = new HashMap<>();
    private final Map<TopicPartition, Long> covered = new HashMap<>();

    TaskOffsets(RecordOrigins origins) {
        this.origins = origins;
    }

    /** Whether the session has not had the record yet: after a rewind the worker hands records over again. */
    synchronized boolean isNew(SinkRecord record) {
        Long next = given.get(partition(record));
        return next == null || record.kafkaOffset() >= next;
    }

    /** The session has the record. */
    synchronized void given(SinkRecord record) {
        given.put(partition(record), record.kafkaOffset() + 1);
    }

    private static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.topic(), record.kafkaPartition());
    }

    /** The destination holds what is before these offsets. */
    synchronized void begin(Map<TopicPartition, Long> stored) {
        given.putAll(stored);
        covered.putAll(stored);
    }

    /** The state that covers all that was given. */
    synchronized String state() {
        return Offsets.toState(given);
    }

    /** What the session emits: from here on these offsets may be committed. */
    @Override
    public synchronized void write(String state) {
        covered.putAll(Offsets.ofState(state));
        origins.forgetBefore(covered);
    }

    /** What may be committed of those partitions. */
    synchronized Map<TopicPartition, OffsetAndMetadata> covered(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long offset = covered.get(partition);
            if (offset != null) {
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
        }
        return offsets;
    }

    /** The partitions are another task's; nothing of them is open any more. */
    synchronized void forget(Collection<TopicPartition> partitions) {
        given.keySet().removeAll(partitions);
        covered.keySet().removeAll(partitions);
        origins.clear();
    }
}
