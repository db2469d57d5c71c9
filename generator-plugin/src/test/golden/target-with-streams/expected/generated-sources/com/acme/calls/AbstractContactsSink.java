package com.acme.calls;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * What {@link ContactsSink} extends: it gives the records by their type.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractContactsSink extends BatchSink {
    /**
     * Loads the stream.
     *
     * @param stream as its tap describes it
     */
    protected AbstractContactsSink(StreamSchema stream) {
        super(stream);
    }

    @Override
    public final void processBatch(RecordBatch batch) {
        load(batch.records().stream().map(ContactsRecord::from).toList(), batch);
    }

    /**
     * Writes all records durably, or throws.
     *
     * @param records in their order
     * @param batch that they are of, to report on them one by one
     */
    protected abstract void load(List<ContactsRecord> records, RecordBatch batch);
}
