package dev.connectorkit.runtime.kafkaconnect.record;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.json.PlainJson;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of input that are written here rather than by a tap: each goes through the same reader as a tap's, so that a row is
 * read, checked and mapped in one way only. Not safe for threads.
 */
final class LineFeed {
    private final int maxLineBytes;
    private final MessageReader reader;
    private final JsonLine written = new JsonLine();
    private byte[] line = new byte[0];
    private int length;
    private long lines;

    /** Writes one line of JSON. */
    @FunctionalInterface
    interface Line {
        void writeTo(JsonLine json);
    }

    LineFeed(int maxLineBytes, boolean ignoreUnknown) {
        this.maxLineBytes = maxLineBytes;
        this.reader = MessageReader.ofLines(maxLineBytes, ignoreUnknown);
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
    void write(Line content) {
        written.clear();
        try {
            content.writeTo(written);
        } catch (RecordException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RecordException(
                    InvalidRule.INVALID,
                    "a value cannot be written as JSON (%s)"
                            .formatted(e.getClass().getSimpleName()));
        }
        line = written.padded();
        length = written.length();
    }

    /** A line that was written elsewhere and is not blank; newlines in it are blanks to JSON. */
    void write(byte[] text) {
        line = Arrays.copyOf(text, text.length + PlainJson.PADDING);
        length = text.length;
        for (int i = 0; i < length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
    }

    /** What was written last, for a dead letter. */
    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8).strip();
    }

    /** Has the line read; the handler's own exceptions pass through, and the next line may follow. */
    void deliver(MessageHandler handler) {
        if (length > maxLineBytes) {
            throw new RecordException(
                    InvalidRule.TOO_LONG,
                    "%d bytes, and max_line_bytes is %d; raise that setting if the topic means it"
                            .formatted(length, maxLineBytes));
        }
        lines++;
        reader.read(line, length, handler);
    }
}
