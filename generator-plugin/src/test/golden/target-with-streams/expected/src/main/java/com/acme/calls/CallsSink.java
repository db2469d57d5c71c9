package com.acme.calls;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import java.nio.file.Path;

/** Loads one stream, batch by batch. The states that a batch covers come out once {@link #processBatch} has returned. */
public final class CallsSink extends BatchSink {
    private final CallsSettings settings;

    // connectorkit:skeleton - replace the file by what your system is loaded through.
    private final JsonLinesFile file;

    public CallsSink(StreamSchema stream, CallsSettings settings) {
        super(stream);
        this.settings = settings;
        this.file = new JsonLinesFile(Path.of("out"), stream.name());
    }

    @Override
    public void processBatch(RecordBatch batch) {
        // connectorkit:skeleton - replace this line: batch.records() are the rows, in order; what is not in the system
        // when this method returns counts as loaded all the same. A LoadException says that it could not be loaded.
        file.append(batch);
    }
}
