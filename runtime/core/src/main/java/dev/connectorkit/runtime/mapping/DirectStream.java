package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import java.io.IOException;
import java.util.List;

/** A stream that no map concerns: its records are read straight into rows. */
final class DirectStream extends MappedStream {
    private final CompiledStream stream;
    private final List<CompiledStream> loaded;

    DirectStream(SchemaMessage source, CompiledStream stream) {
        super(source);
        this.stream = stream;
        this.loaded = List.of(stream);
    }

    @Override
    public List<CompiledStream> loaded() {
        return loaded;
    }

    @Override
    public List<CompiledStream> read(RecordMessage message) throws IOException {
        message.readInto(stream.reader());
        stream.complete(message);
        return loaded;
    }
}
