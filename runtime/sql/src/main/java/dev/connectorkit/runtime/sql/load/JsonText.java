package dev.connectorkit.runtime.sql.load;

/** Facts about JSON text in UTF-8 (RFC 8259). */
final class JsonText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private JsonText() {}

    /** The letter that stands for a character behind a backslash in a JSON string; 0 if there is none. */
    static int shortEscape(byte b) {
        return switch (b) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '\b' -> 'b';
            case '\f' -> 'f';
            default -> 0;
        };
    }

    static boolean needsEscape(byte b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    /** A text as a JSON string. */
    static byte[] quoted(byte[] text, int offset, int length) {
        byte[] json = new byte[quotedLength(text, offset, length)];
        int at = 0;
        json[at++] = '"';
        for (int i = offset; i < offset + length; i++) {
            byte b = text[i];
            if (!needsEscape(b)) {
                json[at++] = b;
                continue;
            }
            json[at++] = '\\';
            int letter = shortEscape(b);
            if (letter != 0) {
                json[at++] = (byte) letter;
            } else {
                json[at++] = 'u';
                json[at++] = '0';
                json[at++] = '0';
                json[at++] = hexDigit(b >> 4);
                json[at++] = hexDigit(b);
            }
        }
        json[at] = '"';
        return json;
    }

    private static int quotedLength(byte[] text, int offset, int length) {
        int quoted = length + 2;
        for (int i = offset; i < offset + length; i++) {
            if (needsEscape(text[i])) {
                quoted += shortEscape(text[i]) != 0 ? 1 : 5;
            }
        }
        return quoted;
    }

    /** Whether JSON that was read has half of a surrogate pair among its escapes. */
    static boolean hasHalfPair(byte[] json, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (json[at] != '\\') {
                at++;
                continue;
            }
            int unit = json[at + 1] == 'u' ? codeUnit(json, at + 2, end) : 0;
            if (!Character.isSurrogate((char) unit)) {
                at += 2; // what stands behind a backslash is escaped, a backslash too
                continue;
            }
            boolean isPair = Character.isHighSurrogate((char) unit)
                    && at + 7 < end
                    && json[at + 6] == '\\'
                    && json[at + 7] == 'u'
                    && Character.isLowSurrogate((char) codeUnit(json, at + 8, end));
            if (!isPair) {
                return true;
            }
            at += 12;
        }
        return false;
    }

    /** How many objects and arrays stand in one another at most in JSON that was read. */
    static int depth(byte[] json, int offset, int length) {
        int open = 0;
        int deepest = 0;
        boolean inText = false;
        for (int at = offset; at < offset + length; at++) {
            byte b = json[at];
            if (inText) {
                if (b == '\\') {
                    at++; // what stands behind it ends no text
                }
                inText = b != '"';
            } else if (b == '[' || b == '{') {
                deepest = Math.max(deepest, ++open);
            } else if (b == ']' || b == '}') {
                open--;
            } else {
                inText = b == '"';
            }
        }
        return deepest;
    }

    /** The character as a digit of hexadecimal {@code \\u00xx}. */
    static byte hexDigit(int value) {
        return HEX[value & 0xF];
    }

    /** Four hexadecimal digits as a number, or -1. */
    static int codeUnit(byte[] json, int at, int end) {
        if (at + 4 > end) {
            return -1;
        }
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
