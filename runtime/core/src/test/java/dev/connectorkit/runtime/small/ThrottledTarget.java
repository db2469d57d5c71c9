package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes two rows a call; the others are to be sent again. */
final class ThrottledTarget extends Target {
    final List<List<Long>> calls = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                int taken = Math.min(2, batch.records().size());
                calls.add(batch.records().subList(0, taken).stream()
                        .map(row -> row.integer(0))
                        .toList());
                for (int i = taken; i < batch.records().size(); i++) {
                    batch.reportAgain(i);
                }
            }
        };
    }
}
