package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.JsonRecordReader;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.RowMoves;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that a map changes. Its records are read as the tap sends them, and each map makes rows of them: what it leaves as
 * it is moves from row to row. Where there is doubt about a value, the map writes the record that comes of it as JSON, and that is
 * read, checked and flattened like a record that came in so.
 */
final class ExpressionStream extends MappedStream {
    /** A stream as it is loaded, and the map that its records come by. */
    static final class Output {
        private final CompiledStream stream;
        private final RecordMap map;
        private final RowMoves moves;
        private final int[] starts;

        Output(CompiledStream stream, RecordMap map) {
            this.stream = stream;
            this.map = map;
            List<RowMoves.Move> all = map.moves();
            this.moves = stream.moves(all);
            this.starts = new int[all.size()];
        }

        /** Makes the stream's row of the record, if it has one. */
        private boolean read(RecordBuffer source, JsonBuffer newValues, JsonBuffer json) throws IOException {
            StreamRecord record = source.record();
            if (!map.keeps(record)) {
                return false;
            }
            map.writeNewValues(record, newValues, starts);
            if (!moves.make(source, newValues.data(), newValues.length(), starts)) {
                map.write(record, newValues, starts, json);
                stream.read(json.data(), json.length());
            }
            return true;
        }
    }

    private final JsonRecordReader reader;
    private final List<Output> outputs;
    private final List<CompiledStream> loaded;
    private final List<CompiledStream> rows = new ArrayList<>();
    private final JsonBuffer newValues = new JsonBuffer();
    private final JsonBuffer json = new JsonBuffer();

    ExpressionStream(SchemaMessage source, JsonRecordReader reader, List<Output> outputs) {
        super(source);
        this.reader = reader;
        this.outputs = List.copyOf(outputs);
        this.loaded = outputs.stream().map(output -> output.stream).toList();
    }

    @Override
    public List<CompiledStream> loaded() {
        return loaded;
    }

    @Override
    public List<CompiledStream> read(RecordMessage message) throws IOException {
        rows.clear();
        message.readInto(reader);
        for (Output output : outputs) {
            if (output.read(reader.record(), newValues, json)) {
                output.stream.complete(message);
                rows.add(output.stream);
            }
        }
        return rows;
    }
}
