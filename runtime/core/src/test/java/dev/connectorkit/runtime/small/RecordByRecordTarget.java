package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.RecordSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a record at a time. */
final class RecordByRecordTarget extends Target {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Sink sink(StreamSchema stream) {
        return new RecordSink(stream) {
            @Override
            public void processRecord(StreamRecord record) {
                lines.add(record.toJson());
            }
        };
    }
}
