package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.core.JsonParser;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import java.io.IOException;
import java.util.List;

/** A stream that is not loaded: its records are passed over. */
final class RemovedStream extends MappedStream {
    RemovedStream(SchemaMessage source) {
        super(source);
    }

    @Override
    public List<CompiledStream> loaded() {
        return List.of();
    }

    @Override
    public List<CompiledStream> read(RecordMessage message) throws IOException {
        message.readInto((parser, line, offset) -> skip(parser));
        return List.of();
    }

    private static void skip(JsonParser parser) throws IOException {
        parser.skipChildren();
    }
}
