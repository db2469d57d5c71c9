package dev.connectorkit.runtime.kafkaconnect.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What a worker is to a task: keeps what the task asks for. */
final class StubContext implements SinkTaskContext {
    final Set<TopicPartition> assigned = new HashSet<>();
    final Set<TopicPartition> paused = new HashSet<>();
    final Map<TopicPartition, Long> sought = new HashMap<>();
    final List<SinkRecord> errant = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    boolean hasReporter;
    boolean tolerant = true;

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        sought.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        sought.put(partition, offset);
    }

    @Override
    public void timeout(long millis) {}

    @Override
    public Set<TopicPartition> assignment() {
        return assigned;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(Set.of(partitions));
    }

    @Override
    public void requestCommit() {}

    @Override
    public org.apache.kafka.common.metrics.@Nullable PluginMetrics pluginMetrics() {
        return null;
    }

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return hasReporter ? this::report : null;
    }

    private synchronized CompletableFuture<Void> report(SinkRecord record, Throwable error) {
        errant.add(record);
        reasons.add(String.valueOf(error.getMessage()));
        if (!tolerant) {
            throw new ConnectException("Tolerance exceeded in error handler", error);
        }
        return CompletableFuture.completedFuture(null);
    }
}
