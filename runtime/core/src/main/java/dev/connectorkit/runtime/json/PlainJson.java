package dev.connectorkit.runtime.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over JSON that leaves no doubt: strict syntax (RFC 8259), well-formed UTF-8, nesting that is not deep. Whoever meets
 * {@link #DOUBT} reads the line again by a parser, which knows every rule and says what is wrong: nothing here explains or
 * mends anything, and what is accepted here, a parser accepts.
 *
 * <p>Each method takes the place where something begins and gives the place behind it. No end is looked for: behind the text
 * there have to be {@link #PADDING} bytes, of which the first is a newline or 0.
 */
public final class PlainJson {
    /** Given for what a parser has to look at. */
    public static final int DOUBT = -1;

    /** Bytes that have to follow the text. */
    public static final int PADDING = 16;

    /** An exponent of so many digits is small enough to be expanded, whatever they are. */
    private static final int EXPONENT_DIGITS = 3;

    private static final int MAX_DEPTH = 100;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * LOW_BITS;
    private static final long BACKSLASHES = '\\' * LOW_BITS;
    private static final long SPACES = ' ' * LOW_BITS;
    private static final int TRUE = word("true");
    private static final int NULL = word("null");
    private static final int ALSE = word("alse");
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private PlainJson() {}

    private static int word(String fourLetters) {
        int word = 0;
        for (int i = 3; i >= 0; i--) {
            word = word << 8 | fourLetters.charAt(i);
        }
        return word;
    }

    /** Passes over blanks, if there are any. */
    public static int afterBlanks(byte[] data, int at) {
        return data[at] > ' ' ? at : afterMoreBlanks(data, at);
    }

    private static int afterMoreBlanks(byte[] data, int start) {
        int at = start;
        while (data[at] == ' ' || data[at] == '\t' || data[at] == '\r') {
            at++;
        }
        return at;
    }

    /** Passes over the colon behind a name, and the blanks around it. */
    public static int afterColon(byte[] data, int start) {
        int at = afterBlanks(data, start);
        return data[at] == ':' ? afterBlanks(data, at + 1) : DOUBT;
    }

    /**
     * Gives the first place, from inside a string on, of a quote or a backslash; or that of a byte which cannot stand in a
     * string (a control character, ill-formed UTF-8), so the byte there has to be looked at.
     */
    public static int plainEnd(byte[] data, int start) {
        int at = start;
        while (true) {
            long found = special((long) LONGS.get(data, at));
            if (found == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Long.numberOfTrailingZeros(found) >>> 3;
            if (data[at] >= 0) {
                return at;
            }
            int next = afterCharacter(data, at);
            if (next < 0) {
                return at;
            }
            at = next;
        }
    }

    /** The lowest bit that is set belongs to the first quote, backslash, control character or byte past ASCII (Hacker's Delight 6-1). */
    private static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (((quotes - LOW_BITS) & ~quotes)
                        | ((backslashes - LOW_BITS) & ~backslashes)
                        | ((word - SPACES) & ~word)
                        | word)
                & HIGH_BITS;
    }

    /** Passes over characters past ASCII, as long as they follow one another (Unicode 15, table 3-7: well-formed UTF-8). */
    private static int afterCharacter(byte[] data, int start) {
        int at = start;
        do {
            int lead = data[at] & 0xFF;
            if (lead < 0xC2 || lead > 0xF4) {
                return DOUBT;
            }
            int second = data[at + 1] & 0xFF;
            if (lead < 0xE0) {
                if ((second & 0xC0) != 0x80) {
                    return DOUBT;
                }
                at += 2;
            } else if (lead < 0xF0) {
                int lowest = lead == 0xE0 ? 0xA0 : 0x80;
                int highest = lead == 0xED ? 0x9F : 0xBF;
                if (second < lowest || second > highest || (data[at + 2] & 0xC0) != 0x80) {
                    return DOUBT;
                }
                at += 3;
            } else {
                int lowest = lead == 0xF0 ? 0x90 : 0x80;
                int highest = lead == 0xF4 ? 0x8F : 0xBF;
                if (second < lowest
                        || second > highest
                        || (data[at + 2] & 0xC0) != 0x80
                        || (data[at + 3] & 0xC0) != 0x80) {
                    return DOUBT;
                }
                at += 4;
            }
        } while (data[at] < 0);
        return at;
    }

    /**
     * Writes a string's characters over its escapes, which are never shorter.
     *
     * @param backslash the first of the string
     * @return where the characters end (high 32 bits) and where the closing quote stands (low), or {@link #DOUBT}
     */
    public static long decode(byte[] data, int backslash) {
        int at = backslash;
        int out = backslash;
        while (true) {
            if (data[at] == '"') {
                return (long) out << 32 | at;
            }
            if (data[at] != '\\') {
                return DOUBT;
            }
            int letter = data[at + 1];
            if (letter == 'u') {
                int unit = codeUnit(data, at + 2);
                at += 6;
                int character = unit;
                if (unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE) {
                    int low = data[at] == '\\' && data[at + 1] == 'u' ? codeUnit(data, at + 2) : -1;
                    if (unit > Character.MAX_HIGH_SURROGATE
                            || low < Character.MIN_LOW_SURROGATE
                            || low > Character.MAX_LOW_SURROGATE) {
                        return DOUBT;
                    }
                    character = Character.toCodePoint((char) unit, (char) low);
                    at += 6;
                }
                if (character < 0) {
                    return DOUBT;
                }
                out = putCharacter(character, data, out);
            } else {
                int character = escaped(letter);
                if (character < 0) {
                    return DOUBT;
                }
                data[out++] = (byte) character;
                at += 2;
            }
            int end = plainEnd(data, at);
            System.arraycopy(data, at, data, out, end - at);
            out += end - at;
            at = end;
        }
    }

    private static int escaped(int letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> DOUBT;
        };
    }

    private static int codeUnit(byte[] data, int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(data[i], 16); // of a byte past ASCII -1 too
            if (digit < 0) {
                return DOUBT;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static int putCharacter(int character, byte[] data, int at) {
        int out = at;
        if (character < 0x80) {
            data[out++] = (byte) character;
        } else if (character < 0x800) {
            data[out++] = (byte) (0xC0 | (character >> 6));
            data[out++] = (byte) (0x80 | (character & 0x3F));
        } else if (character < 0x10000) {
            data[out++] = (byte) (0xE0 | (character >> 12));
            data[out++] = (byte) (0x80 | ((character >> 6) & 0x3F));
            data[out++] = (byte) (0x80 | (character & 0x3F));
        } else {
            data[out++] = (byte) (0xF0 | (character >> 18));
            data[out++] = (byte) (0x80 | ((character >> 12) & 0x3F));
            data[out++] = (byte) (0x80 | ((character >> 6) & 0x3F));
            data[out++] = (byte) (0x80 | (character & 0x3F));
        }
        return out;
    }

    /** Passes over a string from behind its opening quote on, escapes and all. */
    public static int afterString(byte[] data, int start) {
        int at = start;
        while (true) {
            at = plainEnd(data, at);
            if (data[at] == '"') {
                return at + 1;
            }
            if (data[at] != '\\') {
                return DOUBT;
            }
            int letter = data[at + 1];
            if (letter == 'u' ? codeUnit(data, at + 2) < 0 : escaped(letter) < 0) {
                return DOUBT;
            }
            at += letter == 'u' ? 6 : 2;
        }
    }

    /** Passes over the digits of a number's whole part, its minus included. */
    public static int afterInteger(byte[] data, int start) {
        int at = data[start] == '-' ? start + 1 : start;
        if (data[at] == '0') {
            return isDigit(data[at + 1]) ? DOUBT : at + 1;
        }
        int first = at;
        while (isDigit(data[at])) {
            at++;
        }
        return at == first ? DOUBT : at;
    }

    /** Whether a number goes on behind its whole part. */
    public static boolean isFraction(byte[] data, int at) {
        return data[at] == '.' || data[at] == 'e' || data[at] == 'E';
    }

    /** Passes over what stands behind a number's whole part: point and digits, exponent, or both. */
    public static int afterFraction(byte[] data, int start) {
        int at = start;
        if (data[at] == '.') {
            int first = ++at;
            while (isDigit(data[at])) {
                at++;
            }
            if (at == first) {
                return DOUBT;
            }
        }
        if (data[at] == 'e' || data[at] == 'E') {
            at++;
            if (data[at] == '-' || data[at] == '+') {
                at++;
            }
            int first = at;
            while (isDigit(data[at])) {
                at++;
            }
            if (at == first || at - first > EXPONENT_DIGITS) {
                return DOUBT;
            }
        }
        return at;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    public static int afterTrue(byte[] data, int at) {
        return (int) INTS.get(data, at) == TRUE ? at + 4 : DOUBT;
    }

    public static int afterFalse(byte[] data, int at) {
        return (int) INTS.get(data, at + 1) == ALSE ? at + 5 : DOUBT;
    }

    public static int afterNull(byte[] data, int at) {
        return (int) INTS.get(data, at) == NULL ? at + 4 : DOUBT;
    }

    /** Passes over a value, whatever it is. */
    public static int afterValue(byte[] data, int at) {
        return afterValue(data, at, 0);
    }

    private static int afterValue(byte[] data, int at, int depth) {
        return switch (data[at]) {
            case '"' -> afterString(data, at + 1);
            case '{' -> depth < MAX_DEPTH ? afterObject(data, at + 1, depth + 1) : DOUBT;
            case '[' -> depth < MAX_DEPTH ? afterArray(data, at + 1, depth + 1) : DOUBT;
            case 't' -> afterTrue(data, at);
            case 'f' -> afterFalse(data, at);
            case 'n' -> afterNull(data, at);
            default -> afterNumber(data, at);
        };
    }

    /** Passes over a number. */
    public static int afterNumber(byte[] data, int start) {
        int at = afterInteger(data, start);
        return at >= 0 && isFraction(data, at) ? afterFraction(data, at) : at;
    }

    private static int afterObject(byte[] data, int start, int depth) {
        int at = afterBlanks(data, start);
        if (data[at] == '}') {
            return at + 1;
        }
        while (data[at] == '"') {
            at = afterString(data, at + 1);
            at = at < 0 ? at : afterColon(data, at);
            at = at < 0 ? at : afterValue(data, at, depth);
            if (at < 0) {
                return DOUBT;
            }
            at = afterBlanks(data, at);
            if (data[at] == '}') {
                return at + 1;
            }
            if (data[at] != ',') {
                return DOUBT;
            }
            at = afterBlanks(data, at + 1);
        }
        return DOUBT;
    }

    private static int afterArray(byte[] data, int start, int depth) {
        int at = afterBlanks(data, start);
        if (data[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = afterValue(data, at, depth);
            if (at < 0) {
                return DOUBT;
            }
            at = afterBlanks(data, at);
            if (data[at] == ']') {
                return at + 1;
            }
            if (data[at] != ',') {
                return DOUBT;
            }
            at = afterBlanks(data, at + 1);
        }
    }
}
