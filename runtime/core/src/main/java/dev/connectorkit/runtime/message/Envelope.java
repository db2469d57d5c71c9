package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.json.NameIndex;
import dev.connectorkit.runtime.json.PlainJson;
import dev.connectorkit.runtime.json.PlainName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The first level of one message, apart from its payload; used again for each line. */
final class Envelope {
    private static final String RECORD = "RECORD";
    private static final PlainName TYPE_NAME = new PlainName("type");
    private static final PlainName STREAM_NAME = new PlainName("stream");
    private static final PlainName RECORD_NAME = new PlainName("record");
    private static final PlainName TIME_EXTRACTED_NAME = new PlainName("time_extracted");
    private static final PlainName VERSION_NAME = new PlainName("version");
    private static final PlainName RECORD_VALUE = new PlainName(RECORD);

    /** Longer numbers are a parser's. */
    private static final int VERSION_DIGITS = 18;

    /** A tap that sends more streams than this has their names made anew. */
    private static final int REMEMBERED_STREAMS = 1000;

    private boolean hasType;
    private boolean isRecord;
    private boolean hasStream;
    private String stream = "";
    private boolean hasVersion;
    private long version;
    private boolean hasTimeExtracted;
    private @Nullable String timeExtracted;
    private boolean hasRecord;
    /** Names of streams that were read, so that records which come interleaved make none. */
    private final List<String> streams = new ArrayList<>();

    private final NameIndex streamIndexes = new NameIndex();
    /** Where the line is that {@link #readPlain} reads, and in it the text of {@code time_extracted}. */
    private byte[] line = new byte[0];

    private int timeStart;
    private int timeEnd;

    /** The envelope of records that come without one. */
    static Envelope of(String stream) {
        Envelope envelope = new Envelope();
        envelope.stream = stream;
        return envelope;
    }

    void reset() {
        hasType = false;
        isRecord = false;
        hasStream = false;
        hasVersion = false;
        hasTimeExtracted = false;
        timeExtracted = null;
        timeEnd = 0;
        hasRecord = false;
    }

    /**
     * Reads up to the record of a RECORD message, if type and stream stand before it and nothing leaves doubt.
     *
     * @param text a line; a newline and {@link PlainJson#PADDING} follow
     * @return where the record begins, or {@link PlainJson#DOUBT}
     */
    int readPlain(byte[] text, int start) {
        line = text;
        int at = PlainJson.afterBlanks(text, start);
        return text[at] == '{' ? readPlainKeys(text, PlainJson.afterBlanks(text, at + 1)) : PlainJson.DOUBT;
    }

    /** Reads on behind the record; whether the message ends there as it should, without doubt. */
    boolean readPlainRest(int start, int lineEnd) {
        int at = PlainJson.afterBlanks(line, start);
        if (line[at] == ',') {
            at = readPlainKeys(line, PlainJson.afterBlanks(line, at + 1));
        }
        return at >= 0 && line[at] == '}' && PlainJson.afterBlanks(line, at + 1) >= lineEnd;
    }

    /** Reads keys up to the record or the end, and gives the place of its brace, or {@link PlainJson#DOUBT}. */
    private int readPlainKeys(byte[] text, int start) {
        int at = start;
        while (true) {
            if (TYPE_NAME.isAt(text, at) && !hasType) {
                at = PlainJson.afterColon(text, at + TYPE_NAME.length());
                if (at < 0 || !RECORD_VALUE.isAt(text, at)) {
                    return PlainJson.DOUBT;
                }
                hasType = true;
                isRecord = true;
                at += RECORD_VALUE.length();
            } else if (STREAM_NAME.isAt(text, at) && !hasStream) {
                at = readPlainStream(text, PlainJson.afterColon(text, at + STREAM_NAME.length()));
            } else if (RECORD_NAME.isAt(text, at) && hasType && hasStream && !hasRecord) {
                hasRecord = true;
                at = PlainJson.afterColon(text, at + RECORD_NAME.length());
                return at >= 0 && text[at] == '{' ? at : PlainJson.DOUBT;
            } else if (TIME_EXTRACTED_NAME.isAt(text, at) && !hasTimeExtracted) {
                at = readPlainTime(text, PlainJson.afterColon(text, at + TIME_EXTRACTED_NAME.length()));
            } else if (VERSION_NAME.isAt(text, at) && !hasVersion) {
                at = readPlainVersion(text, PlainJson.afterColon(text, at + VERSION_NAME.length()));
            } else {
                return PlainJson.DOUBT;
            }
            if (at < 0) {
                return PlainJson.DOUBT;
            }
            at = PlainJson.afterBlanks(text, at);
            if (text[at] != ',') {
                return text[at] == '}' && hasRecord ? at : PlainJson.DOUBT;
            }
            at = PlainJson.afterBlanks(text, at + 1);
        }
    }

    private int readPlainStream(byte[] text, int at) {
        int close = at >= 0 && text[at] == '"' ? PlainJson.plainEnd(text, at + 1) : PlainJson.DOUBT;
        if (close < 0 || text[close] != '"') {
            return PlainJson.DOUBT;
        }
        int length = close - at - 1;
        int index = streamIndexes.get(text, at + 1, length);
        if (index == NameIndex.NONE) {
            stream = new String(text, at + 1, length, StandardCharsets.UTF_8);
            if (streams.size() < REMEMBERED_STREAMS) {
                streamIndexes.put(stream, streams.size());
                streams.add(stream);
            }
        } else {
            stream = streams.get(index);
        }
        hasStream = true;
        return close + 1;
    }

    private int readPlainTime(byte[] text, int at) {
        int close = at >= 0 && text[at] == '"' ? PlainJson.plainEnd(text, at + 1) : PlainJson.DOUBT;
        if (close < 0 || text[close] != '"') {
            return PlainJson.DOUBT;
        }
        hasTimeExtracted = true;
        timeStart = at + 1;
        timeEnd = close;
        return close + 1;
    }

    private int readPlainVersion(byte[] text, int at) {
        int end = at >= 0 ? PlainJson.afterInteger(text, at) : PlainJson.DOUBT;
        if (end < 0 || end - at > VERSION_DIGITS || PlainJson.isFraction(text, end)) {
            return PlainJson.DOUBT;
        }
        hasVersion = true;
        version = Long.parseLong(new String(text, at, end - at, StandardCharsets.US_ASCII));
        return end;
    }

    boolean isRecord() {
        return isRecord;
    }

    boolean isOtherType() {
        return hasType && !isRecord;
    }

    boolean hasStream() {
        return hasStream;
    }

    String stream() {
        return stream;
    }

    Optional<String> timeExtracted() {
        return timeEnd > 0
                ? Optional.of(new String(line, timeStart, timeEnd - timeStart, StandardCharsets.UTF_8))
                : Optional.ofNullable(timeExtracted);
    }

    OptionalLong version() {
        return hasVersion ? OptionalLong.of(version) : OptionalLong.empty();
    }

    /** Takes the value that follows the name, or passes over it; the record itself is the caller's. */
    void take(String name, JsonParser parser, long line) throws IOException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "type" -> {
                once(hasType, name, line);
                requireString(token, name, line);
                hasType = true;
                isRecord = isText(parser, RECORD);
            }
            case "stream" -> {
                once(hasStream, name, line);
                requireString(token, name, line);
                hasStream = true;
                if (!isExactly(parser, stream)) {
                    stream = parser.getText();
                }
            }
            case "version" -> {
                once(hasVersion, name, line);
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    version = parser.getLongValue();
                    hasVersion = true;
                } else if (token != JsonToken.VALUE_NULL) {
                    throw wrongType(name, "an integer", line);
                }
            }
            case "time_extracted" -> {
                once(hasTimeExtracted, name, line);
                hasTimeExtracted = true;
                if (token != JsonToken.VALUE_NULL) {
                    requireString(token, name, line);
                    timeExtracted = parser.getText();
                }
            }
            default -> parser.skipChildren();
        }
    }

    void countRecord(long line) {
        once(hasRecord, "record", line);
        hasRecord = true;
    }

    private static void once(boolean seen, String name, long line) {
        if (seen) {
            throw new MessageException(
                    ErrorCode.REPEATED_KEY,
                    "line %d: the message has \"%s\" twice; send each key once".formatted(line, name));
        }
    }

    private static void requireString(JsonToken token, String name, long line) {
        if (token != JsonToken.VALUE_STRING) {
            throw wrongType(name, "a string", line);
        }
    }

    private static MessageException wrongType(String name, String wanted, long line) {
        return new MessageException(
                ErrorCode.MESSAGE_INVALID, "line %d: \"%s\" has to be %s".formatted(line, name, wanted));
    }

    private static boolean isText(JsonParser parser, String upperCase) throws IOException {
        return parser.getTextLength() == upperCase.length() && parser.getText().equalsIgnoreCase(upperCase);
    }

    /** Compares without making a string, since nearly every record belongs to the same stream as the one before. */
    private static boolean isExactly(JsonParser parser, String text) throws IOException {
        int length = parser.getTextLength();
        if (length != text.length()) {
            return false;
        }
        char[] characters = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        for (int i = 0; i < length; i++) {
            if (characters[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
