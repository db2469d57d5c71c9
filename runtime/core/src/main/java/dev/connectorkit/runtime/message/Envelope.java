package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The first level of one message, apart from its payload; used again for each line. */
final class Envelope {
    private static final String RECORD = "RECORD";

    private boolean hasType;
    private boolean isRecord;
    private boolean hasStream;
    private String stream = "";
    private boolean hasVersion;
    private long version;
    private boolean hasTimeExtracted;
    private @Nullable String timeExtracted;
    private boolean hasRecord;

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
        hasRecord = false;
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
        return Optional.ofNullable(timeExtracted);
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
