package dev.connectorkit.runtime.destination;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;

/** A {@link Destination} as the engine sees it. */
public final class DestinationTarget extends Target {
    private final Destination destination;
    private boolean began;

    /** Drives that destination for one run. */
    public DestinationTarget(Destination destination) {
        this.destination = requireNonNull(destination, "destination");
    }

    @Override
    public void testConnection() {
        destination.testConnection();
    }

    @Override
    public void setup() {
        began = true;
        destination.beforeProcess();
    }

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                destination.exportBatch(batch);
            }
        };
    }

    @Override
    public BatchPolicy batchPolicy() {
        return BatchPolicy.ALL_STREAMS;
    }

    @Override
    public void cleanUp() {
        if (began) {
            destination.afterProcess();
        }
    }
}
