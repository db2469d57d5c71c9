package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.metrics.StreamCounters;
import dev.connectorkit.runtime.schema.KeyHash;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.sink.Sink;
import java.util.List;
import java.util.Optional;

/**
 * A stream from its SCHEMA to its sinks. Rows with equal keys go to the same lane, so the last one wins however many lanes
 * there are; rows without a key, and those that a sink keeps each as it comes, fill one lane after the other, a batch each.
 */
final class StreamPipeline {
    private final CompiledStream stream;
    private final List<Lane> lanes;
    private final Optional<KeyHash> keyHash;
    private final StreamCounters counters;
    private int turn;

    StreamPipeline(CompiledStream stream, List<Sink> sinks, StreamCounters counters) {
        this.stream = stream;
        this.lanes = sinks.stream().map(Lane::new).toList();
        this.counters = counters;
        List<String> conflict = stream.schema().conflictProperties();
        this.keyHash = sinks.size() > 1 && !conflict.isEmpty() && sinks.get(0).mergesByKey()
                ? Optional.of(new KeyHash(stream.schema(), conflict))
                : Optional.empty();
    }

    String name() {
        return stream.schema().name();
    }

    CompiledStream stream() {
        return stream;
    }

    List<Lane> lanes() {
        return lanes;
    }

    StreamCounters counters() {
        return counters;
    }

    Lane laneOf(RecordBuffer row) {
        if (lanes.size() == 1) {
            return lanes.get(0);
        }
        return lanes.get(keyHash.isPresent() ? Math.floorMod(keyHash.get().of(row.record()), lanes.size()) : turn);
    }

    /** A lane's batch is on its way: where rows are not bound to one by their key, the next batch is the next lane's. */
    void takeTurns() {
        turn = (turn + 1) % lanes.size();
    }

    boolean isIdle() {
        return lanes.stream().allMatch(Lane::isIdle);
    }

    boolean hasFailed() {
        return lanes.stream().anyMatch(Lane::hasFailed);
    }
}
