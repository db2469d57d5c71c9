package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the rows of a stream's active version only. */
final class VersionedTarget extends Target {
    final Map<Long, Long> versionById = Collections.synchronizedMap(new TreeMap<>());

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                batch.records().forEach(record -> versionById.put(record.integer(0), record.integer(1)));
            }

            @Override
            public void activateVersion(long version) {
                versionById.values().removeIf(older -> older < version);
            }
        };
    }
}
