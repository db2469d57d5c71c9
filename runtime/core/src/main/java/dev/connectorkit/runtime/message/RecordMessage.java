package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A record on its way in: a cursor over its line, valid while it is handled; the record itself becomes no object. The
 * handler has to call {@link #readInto} before it asks for what may follow the record in the line
 * ({@link #timeExtracted()}, {@link #version()}).
 */
public final class RecordMessage implements Message {
    /** Reads what stands behind the record in the same message. */
    @FunctionalInterface
    interface Remainder {
        void read(JsonParser parser) throws IOException;
    }

    /** Opens a parser on the text and moves it to the record's START_OBJECT; whoever gives it closes it. */
    @FunctionalInterface
    interface Opening {
        JsonParser open() throws IOException;
    }

    private final Opening parser;
    private final byte[] buffer;
    private final int lineOffset;
    private final int parserOffset;
    private final int plainStart;
    private final Envelope envelope;
    private final Remainder remainder;
    private final long line;
    private final int lineBytes;

    /**
     * A record in a line.
     *
     * @param parserOffset place of the parser's first byte
     * @param plainStart   where the record begins, if its envelope was read by {@link Envelope#readPlain}; otherwise 0 or less
     */
    RecordMessage(
            Opening parser,
            byte[] buffer,
            int lineOffset,
            int parserOffset,
            int plainStart,
            Envelope envelope,
            Remainder remainder,
            long line,
            int lineBytes) {
        this.parser = parser;
        this.buffer = buffer;
        this.lineOffset = lineOffset;
        this.parserOffset = parserOffset;
        this.plainStart = plainStart;
        this.envelope = envelope;
        this.remainder = remainder;
        this.line = line;
        this.lineBytes = lineBytes;
    }

    public String stream() {
        return envelope.stream();
    }

    /** Line of the input, from 1. */
    public long line() {
        return line;
    }

    /** UTF-8 bytes of the line, its newline left out. */
    public int sizeInBytes() {
        return lineBytes;
    }

    /** The whole line as it was read. */
    public String text() {
        return new String(buffer, lineOffset, lineBytes, StandardCharsets.UTF_8);
    }

    /** Has the record read, and then what stands behind it in the line; to be called once. */
    public void readInto(RecordReader reader) throws IOException {
        if (plainStart <= 0 || !readPlainInto(reader)) {
            JsonParser opened = parser.open();
            reader.read(opened, buffer, parserOffset);
            remainder.read(opened);
        }
    }

    private boolean readPlainInto(RecordReader reader) {
        int lineEnd = lineOffset + lineBytes;
        int end = reader.readPlain(buffer, plainStart, lineEnd);
        return end >= 0 && envelope.readPlainRest(end, lineEnd);
    }

    public Optional<String> timeExtracted() {
        return envelope.timeExtracted();
    }

    public OptionalLong version() {
        return envelope.version();
    }
}
