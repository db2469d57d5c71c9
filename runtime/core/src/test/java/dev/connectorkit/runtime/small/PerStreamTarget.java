package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A sink class for a stream by its name, another for streams without keys, a third for the rest. */
final class PerStreamTarget extends Target {
    final List<String> written = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Sink sink(StreamSchema stream) {
        if (stream.name().equals("orders")) {
            return new Noting(stream, "by name");
        }
        return new Noting(stream, stream.hasKeys() ? "upserted" : "appended");
    }

    private final class Noting extends BatchSink {
        private final String how;

        Noting(StreamSchema stream, String how) {
            super(stream);
            this.how = how;
        }

        @Override
        public void processBatch(RecordBatch batch) {
            written.add("%s %s %d".formatted(how, stream().name(), batch.rows()));
        }
    }
}
