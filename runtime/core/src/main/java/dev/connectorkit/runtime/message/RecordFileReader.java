package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.json.PlainJson;
import java.io.IOException;
import java.io.InputStream;

/** Reads the records of a file that a BATCH message names: a JSON object a line, each handed on as if it had been sent. */
public final class RecordFileReader {
    private final LineReader lines;
    private final JsonFactory factory;
    private final String file;
    private final Envelope envelope;

    /**
     * A reader of one file.
     *
     * @param file   its name for messages
     * @param stream the stream that its records belong to
     */
    public RecordFileReader(InputStream in, String file, String stream, int maxLineBytes) {
        this.lines = new LineReader(in, maxLineBytes);
        this.factory = Json.lines(maxLineBytes);
        this.file = file;
        this.envelope = Envelope.of(stream);
    }

    /**
     * Hands on all records; line numbers are the file's.
     *
     * @throws MessageException if a line is no JSON object; the handler's own exceptions pass through
     * @throws IOException if the file cannot be read
     */
    public void forEachRecord(MessageHandler handler) throws IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                deliver(handler);
            }
        }
    }

    private void deliver(MessageHandler handler) throws IOException {
        try (JsonParser parser = factory.createParser(lines.buffer(), lines.offset(), lines.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notARecord();
            }
            handler.onRecord(new RecordMessage(
                    () -> parser,
                    lines.buffer(),
                    lines.offset(),
                    lines.offset(),
                    PlainJson.DOUBT,
                    envelope,
                    rest -> requireEnd(rest),
                    lines.lineNumber(),
                    lines.length()));
        } catch (JsonProcessingException e) {
            throw notARecord(); // without its cause, whose message quotes the record
        }
    }

    private void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw notARecord();
        }
    }

    private MessageException notARecord() {
        return new MessageException(
                ErrorCode.INVALID_JSON,
                "%s, line %d: not a record; a BATCH file has to hold one JSON object a line"
                        .formatted(file, lines.lineNumber()));
    }
}
