package dev.connectorkit.testkit;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A target that keeps what it is given in memory, for tests of whatever drives a target. Safe for threads: what its sinks
 * record may be asked for at any time.
 */
public final class RecordingTarget extends Target {
    private final Consumer<RecordBatch> beforeBatch;
    private final List<RecordingSink> sinks = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public RecordingTarget() {
        this(batch -> {});
    }

    /**
     * A target that can be made to fail or to wait.
     *
     * @param beforeBatch called with each batch before it is recorded, by the thread that drains it; what it throws is what
     *     the sink throws, and the batch is not recorded then
     */
    public RecordingTarget(Consumer<RecordBatch> beforeBatch) {
        this.beforeBatch = beforeBatch;
    }

    @Override
    public void testConnection() {
        calls.add("testConnection");
    }

    @Override
    public void setup() {
        calls.add("setup");
    }

    @Override
    public RecordingSink sink(StreamSchema stream) {
        RecordingSink sink = new RecordingSink(stream, beforeBatch);
        sinks.add(sink);
        return sink;
    }

    @Override
    public void cleanUp() {
        calls.add("cleanUp");
    }

    /** Every sink made, in order; a stream whose schema changed has several. */
    public List<RecordingSink> sinks() {
        return List.copyOf(sinks);
    }

    /** Rows of a stream over all its sinks, in the order in which they were written; by property name, as {@code asMap} gives them. */
    public List<Map<String, @Nullable Object>> rows(String stream) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        sinks.stream().filter(sink -> sink.stream().name().equals(stream)).forEach(sink -> sink.batches()
                .forEach(batch -> rows.addAll(batch.rows())));
        return rows;
    }

    /** Names of the target's own methods in the order in which they were called, {@code sink} left out. */
    public List<String> calls() {
        return List.copyOf(calls);
    }
}
