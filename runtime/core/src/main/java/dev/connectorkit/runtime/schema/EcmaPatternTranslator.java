package dev.connectorkit.runtime.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells a regular expression of ECMA-262 as java.util.regex reads it. Used once. */
final class EcmaPatternTranslator {
    private static final String SPACES =
            "\\t\\n\\x0B\\f\\r \\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";
    private static final String NOT_SPACES = "\\x00-\\x08\\x0E-\\x1F!-\\x9F\\xA1-\\u167F\\u1681-\\u1FFF\\u200B-\\u2027"
            + "\\u202A-\\u202E\\u2030-\\u205E\\u2060-\\u2FFF\\u3001-\\uFEFE\\uFF00-\\x{10FFFF}";
    private static final String WORD_START = "(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_])";
    private static final String WORD_END = "(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_])";
    private static final String WORD_INSIDE = "(?<=[a-zA-Z0-9_])(?=[a-zA-Z0-9_])";
    private static final String WORD_OUTSIDE = "(?<![a-zA-Z0-9_])(?![a-zA-Z0-9_])";
    private static final Pattern COUNT = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");
    private static final Pattern GROUP = Pattern.compile("\\(\\?(:|=|!|<=|<!|<[a-zA-Z][a-zA-Z0-9]*>)");

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int at;

    EcmaPatternTranslator(String source) {
        this.source = source;
    }

    String translate() {
        boolean afterQuantifier = false;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean isQuantifier = c == '*'
                    || c == '+'
                    || c == '?'
                    || (c == '{' && COUNT.matcher(rest()).lookingAt());
            if (isQuantifier && afterQuantifier) {
                throw problem("a quantifier with nothing to repeat");
            }
            if (isQuantifier) {
                quantifier();
            } else {
                atom(c);
            }
            afterQuantifier = isQuantifier;
        }
        return out.toString();
    }

    /** Takes the question mark of a reluctant one along, so that what follows stands alone: {@code a++} is Java's own. */
    private void quantifier() {
        int length = source.charAt(at) == '{' ? source.indexOf('}', at) - at + 1 : 1;
        boolean reluctant = at + length < source.length() && source.charAt(at + length) == '?';
        copy(length + (reluctant ? 1 : 0));
    }

    private void atom(char c) {
        switch (c) {
            case '\\' -> escape(false);
            case '[' -> characterClass();
            case '(' -> group();
            case '$' -> replace(1, "\\z"); // Java's matches before a last newline too
            case '.' -> replace(1, "[^\\n\\r\\u2028\\u2029]");
            case '{', '}', ']' -> replace(1, "\\" + c);
            case '^', ')', '|' -> copy(1);
            default -> literal();
        }
    }

    private void group() {
        Matcher special = GROUP.matcher(rest());
        if (special.lookingAt()) {
            copy(special.end());
        } else if (source.startsWith("(?", at)) {
            throw problem("a kind of group that ECMA-262 does not have");
        } else {
            copy(1);
        }
    }

    private void characterClass() {
        boolean negated = source.startsWith("[^", at);
        int start = at + (negated ? 2 : 1);
        if (source.startsWith("]", start)) {
            replace(start + 1 - at, negated ? "[\\x00-\\x{10FFFF}]" : "(?!)");
            return;
        }
        replace(start - at, negated ? "[^" : "[");
        while (at < source.length() && source.charAt(at) != ']') {
            char c = source.charAt(at);
            if (c == '\\') {
                escape(true);
            } else if (c == '-') {
                copy(1);
            } else {
                literal();
            }
        }
        if (at == source.length()) {
            throw problem("a class that does not end");
        }
        copy(1);
    }

    private void escape(boolean inClass) {
        if (at + 1 == source.length()) {
            throw problem("a backslash at the end");
        }
        char c = source.charAt(at + 1);
        switch (c) {
            case 'd', 'D', 'w', 'W', 't', 'n', 'r', 'f' -> copy(2);
            case 'p', 'P' -> copyTo('}');
            case 'k' -> copyTo('>');
            case 's' -> replace(2, inClass ? SPACES : "[" + SPACES + "]");
            case 'S' -> replace(2, inClass ? NOT_SPACES : "[" + NOT_SPACES + "]");
            case 'b' -> replace(2, inClass ? "\\x08" : "(?:" + WORD_START + "|" + WORD_END + ")");
            case 'B' -> replace(2, "(?:" + WORD_INSIDE + "|" + WORD_OUTSIDE + ")");
            case 'v' -> replace(2, "\\x0B");
            case '0' -> replace(2, "\\x00");
            case 'c' -> control();
            case 'x' -> copy(4);
            case 'u' -> unicode();
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> copy(2);
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw problem("the escape \\" + c + ", which ECMA-262 does not have");
                }
                at++;
                literal();
            }
        }
    }

    private void control() {
        char letter = at + 2 < source.length() ? source.charAt(at + 2) : '\0';
        if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
            throw problem("\\c without a letter");
        }
        replace(3, "\\x%02x".formatted(letter % 32));
    }

    private void unicode() {
        if (source.startsWith("{", at + 2)) {
            replace(2, "\\x");
            copyTo('}');
        } else {
            copy(6);
        }
    }

    /** One character, which stands for itself. */
    private void literal() {
        int c = source.codePointAt(at);
        boolean isPlain = Character.isLetterOrDigit(c) || c > 0x7F || c == ' ';
        replace(Character.charCount(c), (isPlain ? "" : "\\") + Character.toString(c));
    }

    private void copy(int length) {
        int end = Math.min(source.length(), at + length);
        out.append(source, at, end);
        at = end;
    }

    private void copyTo(char last) {
        copy(Math.max(2, source.indexOf(last, at) - at + 1));
    }

    private void replace(int length, String text) {
        out.append(text);
        at += length;
    }

    private String rest() {
        return source.substring(at);
    }

    private SchemaProblem problem(String what) {
        return new SchemaProblem("\"pattern\" has, at index %d, %s".formatted(at, what));
    }
}
