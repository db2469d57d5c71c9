package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Keeps in memory what it is given, in the order of the drains; a test may have a drain wait or fail. */
final class FakeTarget extends Target {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final BatchPolicy policy;
    private Consumer<RecordBatch> beforeDrain = batch -> {};

    FakeTarget(BatchPolicy policy) {
        this.policy = policy;
    }

    void beforeDrain(Consumer<RecordBatch> action) {
        beforeDrain = action;
    }

    /** What happened, such as {@code setup a}, {@code drain a 1,2}, {@code clean a}. */
    List<String> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    @Override
    public BatchPolicy batchPolicy() {
        return policy;
    }

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void setup() {
                events.add("setup " + stream.name());
            }

            @Override
            public void processBatch(RecordBatch batch) {
                beforeDrain.accept(batch);
                List<String> ids = batch.records().stream().map(FakeTarget::id).toList();
                events.add("drain " + stream.name() + " " + String.join(",", ids));
            }

            @Override
            public void activateVersion(long version) {
                events.add("activate " + stream.name() + " " + version);
            }

            @Override
            public void cleanUp() {
                events.add("clean " + stream.name());
            }
        };
    }

    @Override
    public void cleanUp() {
        events.add("clean");
    }

    private static String id(StreamRecord record) {
        return String.valueOf(record.value("id"));
    }
}
