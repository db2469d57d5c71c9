package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cannot write the stream named bad. */
final class FailingTarget extends Target {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                if (stream().name().equals("bad")) {
                    throw new LoadException(ErrorCode.LOAD_FAILED, "stream \"bad\": the system has no room; make some");
                }
                batch.records().forEach(record -> lines.add(record.toJson()));
            }
        };
    }
}
