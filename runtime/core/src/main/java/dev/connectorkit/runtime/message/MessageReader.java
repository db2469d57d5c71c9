package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.json.PlainJson;
import dev.connectorkit.runtime.message.StreamOptions.ConflictMethod;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Singer messages, a line each, and hands them on in order. Blank lines pass, types are case-insensitive and the
 * order of a message's keys is free (Singer specification 0.2.0, "Message"). In the usual order (type, stream, record)
 * each byte of a RECORD is tokenised once. Used by one thread.
 */
public final class MessageReader {
    private final LineReader lines;
    private final JsonFactory factory;
    private final JsonMapper trees;
    private final boolean ignoreUnknown;
    private final Envelope envelope = new Envelope();
    private final RecordMessage.Remainder remainder = this::readRemainder;
    private final RecordMessage.Opening reopening = this::reopen;
    private @Nullable JsonParser reopened;

    /**
     * A reader of one input.
     *
     * @param maxLineBytes  longest line, newline left out
     * @param ignoreUnknown whether messages of an unknown type pass instead of ending the run
     */
    public MessageReader(InputStream in, int maxLineBytes, boolean ignoreUnknown) {
        this.lines = new LineReader(in, maxLineBytes);
        this.factory = Json.lines(maxLineBytes);
        this.trees = Json.trees(maxLineBytes);
        this.ignoreUnknown = ignoreUnknown;
    }

    /** A reader of lines that it is given one by one, by {@link #read}; {@link #next} finds none. */
    public static MessageReader ofLines(int maxLineBytes, boolean ignoreUnknown) {
        return new MessageReader(InputStream.nullInputStream(), maxLineBytes, ignoreUnknown);
    }

    /**
     * Hands on the message that the first bytes of an array are.
     *
     * @param line   is not blank, has no newline outside of a value, and {@link PlainJson#PADDING} bytes behind it, of which the first is 0
     * @param length in bytes
     * @throws MessageException if the line is no message; the handler's own exceptions pass through
     */
    public void read(byte[] line, int length, MessageHandler handler) {
        lines.take(line, length);
        deliver(handler);
    }

    /**
     * Hands the next message to the handler.
     *
     * @return false at the end of the input, where nothing was handed on
     * @throws MessageException if the line is no message; the handler's own exceptions pass through
     */
    public boolean next(MessageHandler handler) {
        while (nextLine()) {
            if (!lines.isBlank()) {
                deliver(handler);
                return true;
            }
        }
        return false;
    }

    private boolean nextLine() {
        try {
            return lines.next();
        } catch (EOFException e) {
            throw new MessageException(
                    ErrorCode.INPUT_TRUNCATED,
                    "line %d: the compressed input breaks off; look for the tap's own error"
                            .formatted(lines.lineNumber() + 1),
                    e);
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.INPUT_UNREADABLE,
                    "line %d: the input cannot be read on (%s); check the tap or the file"
                            .formatted(lines.lineNumber() + 1, e.getMessage()),
                    e);
        }
    }

    private void deliver(MessageHandler handler) {
        try {
            readLine(handler);
        } catch (StreamConstraintsException e) {
            throw new MessageException(
                    ErrorCode.MESSAGE_INVALID,
                    "line %d: nested too deeply or too long for the limits of this target"
                            .formatted(lines.lineNumber()),
                    e);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new IllegalStateException("a line in memory cannot fail to be read", e);
        }
    }

    /** Most records leave no doubt; the parser is for the others, and for all that is no record. */
    private void readLine(MessageHandler handler) throws IOException {
        envelope.reset();
        int start = lines.isTerminated() ? envelope.readPlain(lines.buffer(), lines.offset()) : PlainJson.DOUBT;
        if (start < 0) {
            parseLine(handler);
            return;
        }
        try {
            handler.onRecord(record(reopening, lines.offset(), start, remainder));
        } finally {
            closeReopened();
        }
    }

    /** Reads what leaves doubt again: the envelope, which left none, and the record's opening brace. */
    private JsonParser reopen() throws IOException {
        envelope.reset();
        JsonParser parser = factory.createParser(lines.buffer(), lines.offset(), lines.length());
        reopened = parser;
        parser.nextToken();
        while (!parser.nextFieldName().equals("record")) {
            envelope.take(parser.currentName(), parser, lines.lineNumber());
        }
        envelope.countRecord(lines.lineNumber());
        requireObject(parser.nextToken());
        return parser;
    }

    private void closeReopened() throws IOException {
        JsonParser open = reopened;
        if (open != null) {
            reopened = null;
            open.close();
        }
    }

    private void parseLine(MessageHandler handler) throws IOException {
        envelope.reset();
        try (JsonParser parser = factory.createParser(lines.buffer(), lines.offset(), lines.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                requireEnd(parser);
                throw new MessageException(
                        ErrorCode.MESSAGE_INVALID,
                        "line %d: not a message; a message is a JSON object with a \"type\""
                                .formatted(lines.lineNumber()));
            }
            int recordStart = -1;
            int recordEnd = -1;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!name.equals("record")) {
                    envelope.take(name, parser, lines.lineNumber());
                    if (envelope.isOtherType()) {
                        readOther(handler);
                        return;
                    }
                    continue;
                }
                envelope.countRecord(lines.lineNumber());
                requireObject(parser.nextToken());
                if (envelope.isRecord() && envelope.hasStream()) {
                    handler.onRecord(record(() -> parser, lines.offset(), PlainJson.DOUBT, remainder));
                    return;
                }
                recordStart =
                        lines.offset() + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                recordEnd = lines.offset() + (int) parser.currentLocation().getByteOffset();
            }
            requireEnd(parser);
            readLateRecord(handler, recordStart, recordEnd);
        }
    }

    /** A RECORD whose {@code record} stood before its type or stream: the one case that is tokenised twice. */
    private void readLateRecord(MessageHandler handler, int start, int end) throws IOException {
        if (!envelope.isRecord()) {
            throw lacks("type");
        }
        if (!envelope.hasStream()) {
            throw lacks("stream");
        }
        if (start < 0) {
            throw lacks("record");
        }
        try (JsonParser parser = factory.createParser(lines.buffer(), start, end - start)) {
            parser.nextToken();
            handler.onRecord(record(() -> parser, start, PlainJson.DOUBT, rest -> {}));
        }
    }

    private RecordMessage record(
            RecordMessage.Opening parser, int parserOffset, int plainStart, RecordMessage.Remainder rest) {
        return new RecordMessage(
                parser,
                lines.buffer(),
                lines.offset(),
                parserOffset,
                plainStart,
                envelope,
                rest,
                lines.lineNumber(),
                lines.length());
    }

    private void readRemainder(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (name.equals("record")) {
                envelope.countRecord(lines.lineNumber());
            }
            envelope.take(name, parser, lines.lineNumber());
        }
        requireEnd(parser);
    }

    private void readOther(MessageHandler handler) throws IOException {
        ObjectNode message = tree();
        String type = message.path("type").textValue();
        switch (type.toUpperCase(Locale.ROOT)) {
            case "SCHEMA" -> handler.onSchema(schema(message));
            case "STATE" -> handler.onState(state(message));
            case "ACTIVATE_VERSION" ->
                handler.onActivateVersion(new ActivateVersionMessage(
                        text(message, "stream"), integer(message, "version"), lines.lineNumber()));
            case "BATCH" -> handler.onBatch(batch(message));
            default -> unknown(type);
        }
    }

    /** Keeps no cause: Jackson's own words quote the number. */
    private ObjectNode tree() throws IOException {
        try {
            return (ObjectNode) trees.readTree(lines.buffer(), lines.offset(), lines.length());
        } catch (NumberFormatException e) {
            throw numberTooLarge();
        }
    }

    private MessageException numberTooLarge() {
        return new MessageException(
                ErrorCode.MESSAGE_INVALID,
                "line %d: the message holds a number with an exponent that is too large to be read"
                        .formatted(lines.lineNumber()));
    }

    private void unknown(String type) {
        if (!ignoreUnknown) {
            throw new MessageException(
                    ErrorCode.UNKNOWN_MESSAGE,
                    "line %d: unknown message type \"%s\"; set unknown_messages to ignore if the tap means it"
                            .formatted(lines.lineNumber(), type));
        }
    }

    private SchemaMessage schema(ObjectNode message) {
        JsonNode schema = message.path("schema");
        if (!schema.isObject()) {
            throw invalid("schema", "a JSON Schema object");
        }
        return new SchemaMessage(
                text(message, "stream"),
                (ObjectNode) schema,
                texts(message, "key_properties"),
                options(message),
                lines.lineNumber());
    }

    private StreamOptions options(ObjectNode message) {
        return new StreamOptions(
                texts(message, "unique_constraints"),
                conflictMethod(message.path("unique_conflict_method")),
                Optional.ofNullable(message.path("replication_method").textValue()),
                texts(message, "partition_keys"),
                message.path("disable_column_type_check").asBoolean(false),
                texts(message, "bookmark_properties"));
    }

    private Optional<ConflictMethod> conflictMethod(JsonNode name) {
        if (name.isMissingNode() || name.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (name.asText().toUpperCase(Locale.ROOT)) {
                    case "UPDATE" -> ConflictMethod.UPDATE;
                    case "IGNORE" -> ConflictMethod.IGNORE;
                    default -> throw invalid("unique_conflict_method", "UPDATE or IGNORE");
                });
    }

    private StateMessage state(ObjectNode message) throws IOException {
        if (!message.has("value")) {
            throw lacks("value");
        }
        try (JsonParser parser = factory.createParser(lines.buffer(), lines.offset(), lines.length())) {
            parser.nextToken();
            while (!parser.nextFieldName().equals("value")) {
                parser.nextToken();
                parser.skipChildren();
            }
            parser.nextToken();
            int start = lines.offset() + (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = lines.offset() + (int) parser.currentLocation().getByteOffset();
            String value = new String(lines.buffer(), start, end - start, StandardCharsets.UTF_8);
            return new StateMessage(value.strip(), lines.lineNumber());
        }
    }

    private BatchMessage batch(ObjectNode message) {
        return new BatchMessage(
                text(message, "stream"), message.path("encoding"), texts(message, "manifest"), lines.lineNumber());
    }

    private String text(ObjectNode message, String name) {
        JsonNode value = message.path(name);
        if (value.isMissingNode()) {
            throw lacks(name);
        }
        if (!value.isTextual()) {
            throw invalid(name, "a string");
        }
        return value.textValue();
    }

    private long integer(ObjectNode message, String name) {
        JsonNode value = message.path(name);
        if (value.isMissingNode()) {
            throw lacks(name);
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(name, "an integer of 64 bits");
        }
        return value.longValue();
    }

    private List<String> texts(ObjectNode message, String name) {
        JsonNode values = message.path(name);
        List<String> texts = new ArrayList<>();
        if (!values.isMissingNode() && !values.isNull() && !values.isArray()) {
            throw invalid(name, "a list of strings");
        }
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw invalid(name, "a list of strings");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    private MessageException lacks(String name) {
        return new MessageException(
                ErrorCode.MESSAGE_INVALID,
                "line %d: the message has no \"%s\"; the tap has to send it".formatted(lines.lineNumber(), name));
    }

    private MessageException invalid(String name, String wanted) {
        return new MessageException(
                ErrorCode.MESSAGE_INVALID, "line %d: \"%s\" has to be %s".formatted(lines.lineNumber(), name, wanted));
    }

    private void requireObject(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw invalid("record", "an object");
        }
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "text after the message");
        }
    }

    /** Says where, not what, and keeps no cause: Jackson's own words would carry values of the record into the log. */
    private MessageException notJson(JsonProcessingException e) {
        boolean cutOff = e instanceof JsonEOFException;
        if (cutOff && !lines.isTerminated()) {
            return new MessageException(
                    ErrorCode.INPUT_TRUNCATED,
                    "line %d: the input ends in the middle of a message; the tap was cut off"
                            .formatted(lines.lineNumber()));
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")) {
            return new MessageException(
                    ErrorCode.REPEATED_KEY,
                    "line %d: a key stands twice in one object; send each key once".formatted(lines.lineNumber()));
        }
        long column = e.getLocation() == null ? 1 : e.getLocation().getByteOffset() + 1;
        return new MessageException(
                ErrorCode.INVALID_JSON,
                "line %d, byte %d: not JSON; the tap has to write one JSON message a line, and its log elsewhere"
                        .formatted(lines.lineNumber(), Math.max(1, column)));
    }
}
