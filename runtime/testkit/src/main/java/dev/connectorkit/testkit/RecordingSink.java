package dev.connectorkit.testkit;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sink that keeps its batches in memory. Safe for threads: what it recorded may be asked for at any time. */
public final class RecordingSink extends BatchSink {
    private final Consumer<RecordBatch> beforeBatch;
    private final List<RecordedBatch> batches = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /**
     * A batch as it was written.
     *
     * @param id   the same on every attempt
     * @param rows in order; by property name, as {@link StreamRecord#asMap} gives them
     */
    public record RecordedBatch(String id, List<Map<String, @Nullable Object>> rows) {
        public RecordedBatch {
            requireNonNull(id, "id");
            rows = Collections.unmodifiableList(rows.stream()
                    .<Map<String, @Nullable Object>>map(Collections::unmodifiableMap)
                    .toList());
        }
    }

    /** See {@link RecordingTarget#RecordingTarget(Consumer)}. */
    public RecordingSink(StreamSchema stream, Consumer<RecordBatch> beforeBatch) {
        super(stream);
        this.beforeBatch = beforeBatch;
    }

    @Override
    public void setup() {
        calls.add("setup");
    }

    @Override
    public void processBatch(RecordBatch batch) {
        beforeBatch.accept(batch);
        batches.add(new RecordedBatch(
                batch.id(), batch.records().stream().map(StreamRecord::asMap).toList()));
        calls.add("processBatch");
    }

    @Override
    public void activateVersion(long version) {
        calls.add("activateVersion " + version);
    }

    @Override
    public void cleanUp() {
        calls.add("cleanUp");
    }

    /** In the order in which they were written. */
    public List<RecordedBatch> batches() {
        return List.copyOf(batches);
    }

    /** What was called, in order: {@code setup}, {@code processBatch}, {@code activateVersion 7}, {@code cleanUp}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }
}
