package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails twice, then writes. */
final class FlakyTarget extends Target {
    final AtomicInteger attempts = new AtomicInteger();
    final Set<String> batchIds = new ConcurrentSkipListSet<>();

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                batchIds.add(batch.id());
                if (attempts.incrementAndGet() < 3) {
                    throw LoadException.retriable("stream \"%s\": the system is busy"
                            .formatted(stream().name()));
                }
            }
        };
    }
}
