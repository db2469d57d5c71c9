package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.JsonRecordReader;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that a map changes. Its records are read as the tap sends them; each map writes the record that comes of it as
 * JSON, and that is read, checked and flattened like a record that came in so.
 */
final class ExpressionStream extends MappedStream {
    /** A stream as it is loaded, and the map that its records come by. */
    record Output(CompiledStream stream, RecordMap map) {}

    private final JsonRecordReader reader;
    private final List<Output> outputs;
    private final List<CompiledStream> loaded;
    private final List<CompiledStream> rows = new ArrayList<>();
    private final JsonBuffer json = new JsonBuffer();

    ExpressionStream(SchemaMessage source, JsonRecordReader reader, List<Output> outputs) {
        super(source);
        this.reader = reader;
        this.outputs = List.copyOf(outputs);
        this.loaded = outputs.stream().map(Output::stream).toList();
    }

    @Override
    public List<CompiledStream> loaded() {
        return loaded;
    }

    @Override
    public List<CompiledStream> read(RecordMessage message) throws IOException {
        rows.clear();
        message.readInto(reader);
        StreamRecord record = reader.record().record();
        for (Output output : outputs) {
            if (output.map().write(record, json)) {
                output.stream().read(json.data(), json.length());
                output.stream().complete(message);
                rows.add(output.stream());
            }
        }
        return rows;
    }
}
