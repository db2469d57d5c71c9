package dev.connectorkit.runtime.sink;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;

/**
 * A sink that writes a record at a time. States still wait for whole batches, and a batch that is tried again is written
 * from its first record on, so writing a record twice has to do no harm.
 */
public abstract class RecordSink extends Sink {
    /** A sink of that stream. */
    protected RecordSink(StreamSchema stream) {
        super(stream);
    }

    /** Writes one record durably, or throws as {@link Sink#drain} does. */
    public abstract void processRecord(StreamRecord record);

    @Override
    public final void drain(RecordBatch batch) {
        batch.records().forEach(this::processRecord);
    }
}
