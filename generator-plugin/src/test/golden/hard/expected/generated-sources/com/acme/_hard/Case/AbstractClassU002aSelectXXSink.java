package com.acme._hard.Case;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * What {@link ClassU002aSelectXXSink} extends: it gives the records by their type.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractClassU002aSelectXXSink extends BatchSink {
    /**
     * Loads the stream.
     *
     * @param stream as its tap describes it
     */
    protected AbstractClassU002aSelectXXSink(StreamSchema stream) {
        super(stream);
    }

    @Override
    public final void processBatch(RecordBatch batch) {
        load(batch.records().stream().map(ClassU002aSelectXXRecord::from).toList(), batch);
    }

    /**
     * Writes all records durably, or throws.
     *
     * @param records in their order
     * @param batch that they are of, to report on them one by one
     */
    protected abstract void load(List<ClassU002aSelectXXRecord> records, RecordBatch batch);
}
