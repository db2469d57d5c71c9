package com.acme._hard.Case;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * What {@link _7Of9Sink} extends: it gives the records by their type.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class Abstract_7Of9Sink extends BatchSink {
    /**
     * Loads the stream.
     *
     * @param stream as its tap describes it
     */
    protected Abstract_7Of9Sink(StreamSchema stream) {
        super(stream);
    }

    @Override
    public final void processBatch(RecordBatch batch) {
        load(batch.records().stream().map(_7Of9Record::from).toList(), batch);
    }

    /**
     * Writes all records durably, or throws.
     *
     * @param records in their order
     * @param batch that they are of, to report on them one by one
     */
    protected abstract void load(List<_7Of9Record> records, RecordBatch batch);
}
