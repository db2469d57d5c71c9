package dev.connectorkit.runtime.schema;

/** Encodes characters where a JDK encoder would cost a buffer a value. */
final class Utf8 {
    private Utf8() {}

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
