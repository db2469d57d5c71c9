package dev.connectorkit.generator.descriptor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How messages quote what an author wrote, and what an author may have meant. */
public final class Words {
    private static final int LONGEST_QUOTE = 60;

    private Words() {}

    /** The text in quotes, on one line, cut when it is long. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST_QUOTE).forEach(character -> appendVisibly(quoted, character));
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…\"" : "\"")
                .toString();
    }

    /** {@code ; did you mean "x"?}, where one of the known words is close to the unknown one, else nothing. */
    public static String didYouMean(String unknown, Collection<String> known) {
        return closest(unknown, known)
                .map(word -> "; did you mean " + quoted(word) + "?")
                .orElse("");
    }

    /**
     * The known word that the unknown one begins, or else the one with the fewest edits from it, if they are few. Case and
     * separators do not count.
     */
    static Optional<String> closest(String unknown, Collection<String> known) {
        String plain = plain(unknown);
        return known.stream()
                .filter(word -> isCloseTo(plain, plain(word)))
                .min(Comparator.comparing((String word) -> !begins(plain, plain(word)))
                        .thenComparing(word -> edits(plain, plain(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isCloseTo(String unknown, String known) {
        return begins(unknown, known)
                || edits(unknown, known) <= Math.max(1, Math.min(unknown.length(), known.length()) / 3);
    }

    private static boolean begins(String unknown, String known) {
        return unknown.length() >= 3 && known.startsWith(unknown);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The number of letters to add, drop, replace, or swap with the next. */
    private static int edits(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, left, right, i, j);
            }
        }
        return edits[left.length()][right.length()];
    }

    private static int fewest(int[][] edits, String left, String right, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
    }

    private static void appendVisibly(StringBuilder quoted, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> quoted.append(String.format("\\u%04x", character));
            default -> quoted.append(character == '"' ? "\\" : "").appendCodePoint(character);
        }
    }
}
