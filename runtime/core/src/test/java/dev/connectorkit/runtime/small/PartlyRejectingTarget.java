package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Refuses odd rows and writes the others. */
final class PartlyRejectingTarget extends Target {
    final List<Long> ids = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                for (int i = 0; i < batch.records().size(); i++) {
                    long id = batch.records().get(i).integer(0);
                    if (id % 2 == 0) {
                        ids.add(id);
                    } else {
                        batch.reportRejected(i, "odd");
                    }
                }
            }
        };
    }
}
