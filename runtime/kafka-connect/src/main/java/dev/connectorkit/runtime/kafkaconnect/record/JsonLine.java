package dev.connectorkit.runtime.kafkaconnect.record;

import dev.connectorkit.runtime.json.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * One line of JSON, written over and over: values go into its bytes without an object between, commas come by themselves.
 * Whoever writes keeps to the order of JSON; nothing here checks that. Not safe for threads.
 */
final class JsonLine {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[4096];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** With 0 behind the line, and room as {@link PlainJson} wants it. */
    byte[] padded() {
        reserve(PlainJson.PADDING);
        Arrays.fill(bytes, length, length + PlainJson.PADDING, (byte) 0);
        return bytes;
    }

    /** A member's name as it is written again and again: with its quotes, and the colon behind it. */
    static final class Name {
        private final byte[] bytes;

        Name(String name) {
            JsonLine line = new JsonLine();
            line.member(name);
            this.bytes = Arrays.copyOf(line.bytes, line.length);
        }
    }

    void beginObject() {
        separate();
        put('{');
    }

    void endObject() {
        put('}');
    }

    void beginArray() {
        separate();
        put('[');
    }

    void endArray() {
        put(']');
    }

    /** Its value has to follow. */
    void member(Name name) {
        separate();
        put(name.bytes);
    }

    void member(String name) {
        text(name);
        put(':');
    }

    void nothing() {
        ascii("null");
    }

    void flag(boolean flag) {
        ascii(flag ? "true" : "false");
    }

    void number(long number) {
        separate();
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            bytes[length++] = '-';
        }
        long left = number;
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + Math.abs((int) (left % 10)));
            left /= 10;
        }
        length += digits;
    }

    /** What JSON has no number for is written as text, which no number is read from. */
    void number(double number) {
        if (Double.isFinite(number)) {
            ascii(Double.toString(number));
        } else {
            text(Double.toString(number));
        }
    }

    void number(float number) {
        if (Float.isFinite(number)) {
            ascii(Float.toString(number));
        } else {
            text(Float.toString(number));
        }
    }

    /** A value as it stands in JSON, of ASCII characters. */
    void ascii(String text) {
        separate();
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** A value that is JSON already. */
    void json(String text) {
        separate();
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    void base64(byte[] data) {
        separate();
        put('"');
        put(Base64.getEncoder().encode(data));
        put('"');
    }

    /** A lone surrogate is escaped, so that the reader finds it and the rule about it decides. */
    void text(String text) {
        separate();
        int characters = text.length();
        reserve(6 * characters + 2);
        bytes[length++] = '"';
        int i = 0;
        for (; i < characters; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x80) {
                break;
            }
            bytes[length++] = (byte) c;
        }
        for (; i < characters; i++) {
            i += character(text, i) - 1;
        }
        bytes[length++] = '"';
    }

    /** Gives how many chars it was. */
    private int character(String text, int at) {
        char c = text.charAt(at);
        if (c < ' ') {
            escape(c);
        } else if (c < 0x80) {
            if (c == '"' || c == '\\') {
                bytes[length++] = '\\';
            }
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | (c >> 6));
            bytes[length++] = continued(c);
        } else if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xE0 | (c >> 12));
            bytes[length++] = continued(c >> 6);
            bytes[length++] = continued(c);
        } else {
            int point = text.codePointAt(at);
            if (point == c) {
                escape(c);
            } else {
                bytes[length++] = (byte) (0xF0 | (point >> 18));
                bytes[length++] = continued(point >> 12);
                bytes[length++] = continued(point >> 6);
                bytes[length++] = continued(point);
                return 2;
            }
        }
        return 1;
    }

    /** A byte of UTF-8 behind the first, with six bits. */
    private static byte continued(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(c >> shift) & 0xF];
        }
    }

    /** A name or a value follows another, unless it is the first one. */
    private void separate() {
        if (length > 0) {
            byte before = bytes[length - 1];
            if (before != '{' && before != '[' && before != ':') {
                put(',');
            }
        }
    }

    private void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    private void put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
