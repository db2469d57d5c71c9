package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** Appends each stream to a file of its own, synced. */
final class CsvTarget extends Target {
    private final Path folder;

    CsvTarget(Path folder) {
        this.folder = folder;
    }

    @Override
    public Sink sink(StreamSchema stream) {
        return new CsvSink(stream);
    }

    private final class CsvSink extends BatchSink {
        CsvSink(StreamSchema stream) {
            super(stream);
        }

        @Override
        public void processBatch(RecordBatch batch) {
            List<String> lines = batch.records().stream().map(this::line).toList();
            try {
                Files.write(
                        folder.resolve(stream().name() + ".csv"),
                        lines,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.DSYNC);
            } catch (IOException e) {
                throw new LoadException(
                        "stream \"%s\": its file cannot be written"
                                .formatted(stream().name()),
                        e);
            }
        }

        private String line(StreamRecord record) {
            return stream().properties().stream()
                    .map(property -> String.valueOf(record.value(property.name())))
                    .collect(Collectors.joining(","));
        }
    }
}
