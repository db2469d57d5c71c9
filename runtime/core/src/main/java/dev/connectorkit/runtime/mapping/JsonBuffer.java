package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON being written as UTF-8; used again for each record. */
final class JsonBuffer {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int ESCAPE_BYTES = 6;

    /** A property's name as it stands in JSON, with its quotes and its colon. */
    static final class Name {
        private final String text;
        private final byte[] quoted;

        Name(String name) {
            text = name;
            StringBuilder json = new StringBuilder("\"");
            JsonStringEncoder.getInstance().quoteAsString(name, json);
            quoted = json.append("\":").toString().getBytes(StandardCharsets.UTF_8);
        }

        /** The name itself. */
        String text() {
            return text;
        }
    }

    /** The same value in every record. */
    static final class Constant {
        private final byte[] json;

        Constant(String json) {
            this.json = json.getBytes(StandardCharsets.UTF_8);
        }
    }

    private byte[] data = new byte[1024];
    private int length;

    /** The bytes; as many of them count as {@link #length()} says. */
    byte[] data() {
        return data;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void begin() {
        clear();
        put('{');
    }

    void end() {
        put('}');
    }

    /** Begins a property. */
    void name(Name name) {
        if (length > 1) {
            put(',');
        }
        raw(name.quoted, 0, name.quoted.length);
    }

    /** The value that a record has, which is not to be absent, exactly as it is. */
    void value(StreamRecord record, int position) {
        switch (record.kind(position)) {
            case NULL, ABSENT -> raw(NULL, 0, NULL.length);
            case TRUE -> raw(TRUE, 0, TRUE.length);
            case FALSE -> raw(FALSE, 0, FALSE.length);
            case STRING -> quoted(record.data(), record.offset(position), record.length(position));
            case INTEGER, DECIMAL, JSON -> raw(record.data(), record.offset(position), record.length(position));
        }
    }

    void constant(Constant value) {
        raw(value.json, 0, value.json.length);
    }

    /** Ends a value that stands in no object. */
    void separate() {
        put(',');
    }

    /** A value of another buffer up to what {@link #separate} put behind it. */
    void separated(JsonBuffer other, int start, int end) {
        raw(other.data, start, end - 1 - start);
    }

    void json(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        raw(bytes, 0, bytes.length);
    }

    private void raw(byte[] bytes, int offset, int count) {
        reserve(count);
        System.arraycopy(bytes, offset, data, length, count);
        length += count;
    }

    private void quoted(byte[] text, int offset, int count) {
        reserve(count + bytesOfEscapes(text, offset, count) + 2);
        data[length++] = '"';
        for (int i = offset; i < offset + count; i++) {
            byte c = text[i];
            if (c >= 0 && c < ' ') {
                data[length++] = '\\';
                data[length++] = 'u';
                data[length++] = '0';
                data[length++] = '0';
                data[length++] = HEX[c >> 4];
                data[length++] = HEX[c & 15];
            } else {
                if (c == '"' || c == '\\') {
                    data[length++] = '\\';
                }
                data[length++] = c;
            }
        }
        data[length++] = '"';
    }

    private static int bytesOfEscapes(byte[] text, int offset, int count) {
        int bytes = 0;
        for (int i = offset; i < offset + count; i++) {
            byte c = text[i];
            if (c >= 0 && c < ' ') {
                bytes += ESCAPE_BYTES - 1;
            } else if (c == '"' || c == '\\') {
                bytes++;
            }
        }
        return bytes;
    }

    private void put(char c) {
        reserve(1);
        data[length++] = (byte) c;
    }

    private void reserve(int bytes) {
        if (data.length - length < bytes) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, Math.addExact(length, bytes)));
        }
    }
}
