package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of input that are written here rather than by a tap: each goes through the same reader as a tap's, so that a row is
 * read, checked and mapped in one way only. Not safe for threads.
 */
final class LineFeed {
    private final int maxLineBytes;
    private final JsonFactory factory;
    private final Bytes bytes = new Bytes();
    private final MessageReader reader;
    private JsonGenerator json;
    private long lines;

    /** Writes one line of JSON. */
    @FunctionalInterface
    interface Line {
        void writeTo(JsonGenerator json) throws IOException;
    }

    LineFeed(int maxLineBytes, boolean ignoreUnknown) {
        this.maxLineBytes = maxLineBytes;
        this.factory = Json.lines(maxLineBytes);
        this.reader = new MessageReader(bytes.reading(), maxLineBytes, ignoreUnknown);
        this.json = generator();
    }

    /** Number of the line that was delivered last; 0 before the first. */
    long lines() {
        return lines;
    }

    /**
     * Begins a line, which {@link #deliver} ends.
     *
     * @throws RecordException if a value cannot be written; nothing is left of the line then
     */
    void write(Line line) {
        bytes.begin();
        try {
            line.writeTo(json);
            json.flush();
        } catch (IOException | RuntimeException e) {
            json = generator(); // the old one may be in the middle of an object
            throw e instanceof RecordException known
                    ? known
                    : new RecordException(
                            InvalidRule.INVALID,
                            "a value cannot be written as JSON (%s)"
                                    .formatted(e.getClass().getSimpleName()));
        }
    }

    /** A line that was written elsewhere; newlines in it are blanks to JSON. */
    void write(byte[] text) {
        bytes.begin();
        for (byte b : text) {
            bytes.write(b == '\n' || b == '\r' ? ' ' : b);
        }
    }

    /** What was written last, for a dead letter. */
    String text() {
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8).strip();
    }

    /** Has the line read; the handler's own exceptions pass through, and the next line may follow. */
    void deliver(MessageHandler handler) {
        if (bytes.size() > maxLineBytes) {
            throw new RecordException(
                    InvalidRule.TOO_LONG,
                    "%d bytes, and max_line_bytes is %d; raise that setting if the topic means it"
                            .formatted(bytes.size(), maxLineBytes));
        }
        bytes.write('\n');
        lines++;
        reader.next(handler);
    }

    private JsonGenerator generator() {
        try {
            JsonGenerator fresh = factory.createGenerator(bytes);
            fresh.setRootValueSeparator(null);
            return fresh;
        } catch (IOException e) {
            throw new IllegalStateException("what is in memory cannot fail to be written", e);
        }
    }

    /** Bytes that are written, and then read by another. */
    private static final class Bytes extends ByteArrayOutputStream {
        private int read;

        void begin() {
            reset();
            read = 0;
        }

        InputStream reading() {
            return new InputStream() {
                @Override
                public int read() {
                    return read < count ? buf[read++] & 0xFF : -1;
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    if (read == count) {
                        return -1;
                    }
                    int copied = Math.min(length, count - read);
                    System.arraycopy(buf, read, target, offset, copied);
                    read += copied;
                    return copied;
                }
            };
        }
    }
}
