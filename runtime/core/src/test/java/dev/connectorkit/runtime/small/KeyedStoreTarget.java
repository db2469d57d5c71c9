package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store that holds a row for each key; the last one wins. */
final class KeyedStoreTarget extends Target {
    final Map<List<Object>, Map<String, @Nullable Object>> rows = new ConcurrentHashMap<>();

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                Map<List<Object>, Map<String, @Nullable Object>> last = new ConcurrentHashMap<>();
                batch.records().forEach(record -> last.put(key(record), record.asMap()));
                rows.putAll(last);
                batch.reportMerged(batch.records().size() - last.size());
            }
        };
    }

    private static List<Object> key(StreamRecord record) {
        return record.schema().keyProperties().stream()
                .<Object>map(record::value)
                .toList();
    }
}
