package dev.connectorkit.runtime.sink;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;

/** A sink that writes a batch at a time: what most authors extend. */
public abstract class BatchSink extends Sink {
    /** A sink of that stream. */
    protected BatchSink(StreamSchema stream) {
        super(stream);
    }

    /**
     * Writes all rows of the batch durably, or throws.
     *
     * @throws dev.connectorkit.runtime.error.LoadException to say that it failed; a retriable one is tried again with the
     *     same batch, any other ends the run
     */
    public abstract void processBatch(RecordBatch batch);

    @Override
    public final void drain(RecordBatch batch) {
        processBatch(batch);
    }
}
