package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Takes a stream in two lanes, each of which has rows of other keys. */
final class LanesTarget extends Target {
    final Map<Sink, Set<Long>> keys = new ConcurrentHashMap<>();

    @Override
    public int maxLanes(StreamSchema stream) {
        return 2;
    }

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                Set<Long> mine = keys.computeIfAbsent(this, any -> new ConcurrentSkipListSet<>());
                batch.records().forEach(record -> mine.add(record.integer(0)));
            }
        };
    }
}
