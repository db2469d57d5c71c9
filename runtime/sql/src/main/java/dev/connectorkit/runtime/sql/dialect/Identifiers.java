package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes names of streams and properties into names that a database keeps whole. */
public final class Identifiers {
    private static final int HASH_BYTES = 4;

    /** Before a capital that begins a word: behind a small letter or a digit, or as the last of several before a small letter. */
    private static final Pattern WORD =
            Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]+");

    private Identifiers() {}

    /**
     * Gives the name as it is where it fits; else as much of it as leaves room for {@code _} and eight hexadecimal digits of
     * its SHA-256, so that the same name is cut the same way everywhere and two long names stay two.
     *
     * @param stream   for the message
     * @param maxBytes of UTF-8 that an identifier may have
     * @throws MessageException if no database would take the name
     */
    public static String fit(String stream, String name, int maxBytes) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new MessageException(
                    ErrorCode.SCHEMA_INVALID,
                    "stream \"%s\": %s cannot be the name of a column or table; rename it with the tap"
                            .formatted(
                                    printable(stream),
                                    name.isEmpty()
                                            ? "an empty name"
                                            : "a name with a NUL character (\"" + printable(name) + "\")"));
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxBytes) {
            return name;
        }
        int end = maxBytes - 1 - 2 * HASH_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--; // not inside of a character
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "_"
                + HexFormat.of().formatHex(sha256(bytes), 0, HASH_BYTES);
    }

    /**
     * The name in lower snake case: {@code orderID} and {@code Order-ID} become {@code order_id}. Letters of any script stay,
     * and so do underscores; a name that is in snake case already is not changed.
     */
    static String snake(String name) {
        String words = WORD.matcher(name).replaceAll("_");
        return BETWEEN_WORDS.matcher(words).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** With the letters A to Z in lower case, which is how databases compare names that know no case. */
    static String lowerAscii(String identifier) {
        StringBuilder folded = new StringBuilder(identifier);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    private static String printable(String text) {
        return text.replace("\0", "\\u0000");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
