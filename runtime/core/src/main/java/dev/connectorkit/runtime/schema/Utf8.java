package dev.connectorkit.runtime.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Encodes characters where a JDK encoder would cost a buffer a value. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * LOW_BITS;
    private static final long BACKSLASHES = '\\' * LOW_BITS;

    private Utf8() {}

    /**
     * Length of a JSON string's bytes from {@code start} to its closing quote, if they are its characters in UTF-8 as they
     * stand; -1 where there are escapes, or bytes that only decoding can judge (overlong forms, surrogates).
     */
    static int plainLength(byte[] line, int start) {
        int i = start;
        while (i + Long.BYTES <= line.length && isPlain((long) LONGS.get(line, i))) {
            i += Long.BYTES;
        }
        for (; i < line.length; i++) {
            byte c = line[i];
            if (c == '"') {
                return i - start;
            }
            boolean isCertain = c >= ' '
                    ? c != '\\'
                    : c < (byte) 0xF0 && c != (byte) 0xE0 && c != (byte) 0xED && c != (byte) 0xC0 && c != (byte) 0xC1;
            if (!isCertain) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether eight bytes hold no quote, no backslash, no control character and nothing past ASCII (Hacker's Delight 6-1). */
    private static boolean isPlain(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        long found = (quotes - LOW_BITS) | (backslashes - LOW_BITS) | (word - ' ' * LOW_BITS) | word;
        return (found & HIGH_BITS) == 0;
    }

    /** Writes UTF-8 from {@code at} on and gives the end of it, or -1 at a lone surrogate. Needs 3 bytes a char. */
    static int encode(char[] characters, int offset, int length, byte[] target, int at) {
        int end = offset + length;
        int i = offset;
        int out = at;
        while (i < end && characters[i] < 0x80) {
            target[out++] = (byte) characters[i++];
        }
        while (i < end) {
            char c = characters[i++];
            if (c < 0x80) {
                target[out++] = (byte) c;
            } else if (c < 0x800) {
                target[out++] = (byte) (0xC0 | (c >> 6));
                target[out++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                target[out++] = (byte) (0xE0 | (c >> 12));
                target[out++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                target[out++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i < end && Character.isLowSurrogate(characters[i])) {
                int codePoint = Character.toCodePoint(c, characters[i++]);
                target[out++] = (byte) (0xF0 | (codePoint >> 18));
                target[out++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
                target[out++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
                target[out++] = (byte) (0x80 | (codePoint & 0x3F));
            } else {
                return -1;
            }
        }
        return out;
    }
}
