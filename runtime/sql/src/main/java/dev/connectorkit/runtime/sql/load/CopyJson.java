package dev.connectorkit.runtime.sql.load;

/**
 * Writes JSON as a field of COPY's text format, which doubles each backslash. Where the database takes JSON apart (jsonb), it
 * refuses NUL characters and halves of surrogate pairs, written as escapes (PostgreSQL manual, 8.14).
 */
final class CopyJson {
    private static final byte[] REPLACEMENT_ESCAPE = {'\\', '\\', 'u', 'f', 'f', 'f', 'd'};
    private static final int LONGEST_ESCAPE = 7;
    private static final int UNICODE_ESCAPE_LENGTH = 6;

    private final boolean parsed;
    private final boolean replaceNul;

    CopyJson(boolean parsed, boolean replaceNul) {
        this.parsed = parsed;
        this.replaceNul = replaceNul;
    }

    /** Writes a text as a JSON string; false if the column cannot hold it. */
    boolean putString(byte[] text, int offset, int length, Pages out) {
        out.reserve(2);
        out.put('"');
        for (int i = offset; i < offset + length; i++) {
            byte b = text[i];
            out.reserve(LONGEST_ESCAPE + 1);
            if (!JsonText.needsEscape(b)) {
                out.put(b);
            } else if (b == 0 && parsed) {
                if (!replaceNul) {
                    return false;
                }
                putReplacement(out);
            } else {
                putEscape(b, out);
            }
        }
        out.reserve(1);
        out.put('"');
        return true;
    }

    /** Copies JSON as it was sent; false if the column cannot hold it. */
    boolean putNested(byte[] json, int offset, int length, Pages out) {
        int end = offset + length;
        int copied = offset;
        int at = parsed ? nextBackslash(json, offset, end) : end;
        while (at < end) {
            int escapeEnd = escapeEnd(json, at, end);
            if (escapeEnd < 0) {
                if (!replaceNul) {
                    return false;
                }
                putRaw(json, copied, at, out);
                out.reserve(LONGEST_ESCAPE);
                putReplacement(out);
                escapeEnd = at + UNICODE_ESCAPE_LENGTH;
                copied = escapeEnd;
            }
            at = nextBackslash(json, escapeEnd, end);
        }
        putRaw(json, copied, end, out);
        return true;
    }

    /** The end of the escape that begins with the backslash there; -1 if it is NUL or half of a pair. */
    private static int escapeEnd(byte[] json, int backslash, int end) {
        if (json[backslash + 1] != 'u') {
            return backslash + 2; // what stands behind a backslash is escaped, a backslash too
        }
        int unitEnd = backslash + UNICODE_ESCAPE_LENGTH;
        int unit = JsonText.codeUnit(json, backslash + 2, end);
        if (unit != 0 && !Character.isSurrogate((char) unit)) {
            return unitEnd;
        }
        boolean isPair = Character.isHighSurrogate((char) unit)
                && unitEnd + 1 < end
                && json[unitEnd] == '\\'
                && json[unitEnd + 1] == 'u'
                && Character.isLowSurrogate((char) JsonText.codeUnit(json, unitEnd + 2, end));
        return isPair ? unitEnd + UNICODE_ESCAPE_LENGTH : -1;
    }

    private static int nextBackslash(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] != '\\') {
            at++;
        }
        return at;
    }

    private static void putRaw(byte[] json, int from, int to, Pages out) {
        if (!CopyText.put(json, from, to - from, false, out)) {
            throw new IllegalStateException("JSON that was read has no NUL outside of its escapes");
        }
    }

    private static void putEscape(byte b, Pages out) {
        out.put('\\');
        out.put('\\');
        int letter = JsonText.shortEscape(b);
        if (letter == '\\') {
            out.put('\\');
            out.put('\\');
        } else if (letter != 0) {
            out.put(letter);
        } else {
            out.put('u');
            out.put('0');
            out.put('0');
            out.put(JsonText.hexDigit(b >> 4));
            out.put(JsonText.hexDigit(b));
        }
    }

    private static void putReplacement(Pages out) {
        for (byte b : REPLACEMENT_ESCAPE) {
            out.put(b);
        }
    }
}
