package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import java.io.IOException;
import java.util.List;

/**
 * A stream as the tap sends it, and the streams that it is loaded as: one nearly always, several where stream maps
 * duplicate it, none where they remove it. Used by one thread.
 */
public abstract class MappedStream {
    private final SchemaMessage source;

    MappedStream(SchemaMessage source) {
        this.source = requireNonNull(source, "source");
    }

    /** The tap's name of the stream, by which it keeps its bookmarks. */
    public final String name() {
        return source.stream();
    }

    /** Whether the message says what this stream was compiled from. */
    public final boolean isCompiledFrom(SchemaMessage message) {
        return source.keyProperties().equals(message.keyProperties())
                && source.options().equals(message.options())
                && source.schema().equals(message.schema());
    }

    /** All streams that records may go to, in a fixed order. */
    public abstract List<CompiledStream> loaded();

    /**
     * Reads the message's record. To be called for every record, also of a stream that is loaded as none.
     *
     * @return the streams that have a row of it, in the order of {@link #loaded()}; rows are valid until the next call
     * @throws dev.connectorkit.runtime.error.RecordException if the record is invalid; then no stream has a row of it
     */
    public abstract List<CompiledStream> read(RecordMessage message) throws IOException;
}
