package dev.connectorkit.runtime.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cuts an expression into tokens, by Python's rules for names, numbers and strings; what has no place in one is refused. */
final class Tokenizer {
    private static final int MAX_EXPONENT = 1000;
    /** Longest first. */
    private static final List<String> OPERATORS = List.of(
            "===", "!==", ">>>", "...", "==", "!=", "<=", ">=", "?.", "?[", "?:", "??", "&&", "||", "->", "=>", "**",
            "//", ":=", "<<", ">>", "=~", "!~", "=^", "!^", "=$", "!$", "+=", "-=", "*=", "/=", "%=", "++", "--", "..",
            "/*", "+", "-", "*", "/", "%", "<", ">", "!", ".", ",", ":", "?", "=", "(", ")", "[", "]", "{", "}", "&",
            "|", "^", "~", "@", ";", "`", "#", "$", "\\");

    private static final String NO_BITS = "there are no operators on bits; write and, or, not";
    private static final String ONE_EXPRESSION = "nothing is assigned in an expression; two values are compared by ==";
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("**", "there is no power; write a product, x * x"),
            Map.entry("//", "there is no division without remainder; write int(a / b)"),
            Map.entry("/*", "an expression has no comments"),
            Map.entry("#", "an expression has no comments"),
            Map.entry("&", NO_BITS),
            Map.entry("|", NO_BITS),
            Map.entry("^", NO_BITS),
            Map.entry("~", NO_BITS),
            Map.entry("<<", NO_BITS),
            Map.entry(">>", NO_BITS),
            Map.entry(">>>", NO_BITS),
            Map.entry(":=", ONE_EXPRESSION),
            Map.entry("+=", ONE_EXPRESSION),
            Map.entry("-=", ONE_EXPRESSION),
            Map.entry("*=", ONE_EXPRESSION),
            Map.entry("/=", ONE_EXPRESSION),
            Map.entry("%=", ONE_EXPRESSION),
            Map.entry("++", "nothing is counted up in an expression; write x + 1"),
            Map.entry("--", "nothing is counted down in an expression; write x - 1"),
            Map.entry(";", "a map holds one expression; a second one is a property of its own"),
            Map.entry("===", "write =="),
            Map.entry("!==", "write !="),
            Map.entry("=~", "write x in y, x.startswith('a') or x.endswith('a')"),
            Map.entry("!~", "write x not in y"),
            Map.entry("=^", "write x.startswith('a')"),
            Map.entry("!^", "write not x.startswith('a')"),
            Map.entry("=$", "write x.endswith('a')"),
            Map.entry("!$", "write not x.endswith('a')"),
            Map.entry("?:", "write x or y"),
            Map.entry("??", "write y if x is None else x"),
            Map.entry("->", "write a comprehension, [x + 1 for x in list]"),
            Map.entry("=>", "write a comprehension, [x + 1 for x in list]"),
            Map.entry("..", "there are no ranges; write a slice, x[1:3]"),
            Map.entry("...", "there is no ellipsis"),
            Map.entry("`", "write a string in quotes, 'a' + str(b)"));

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String source) {
        this.source = source;
    }

    /**
     * Cuts the text.
     *
     * @throws ExpressionProblem at what no expression holds
     */
    static List<Token> tokenize(String source) {
        Tokenizer tokenizer = new Tokenizer(source);
        while (tokenizer.at < source.length()) {
            tokenizer.next();
        }
        return tokenizer.tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            nameOrString();
        } else if (isDigit(c) || (c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1)))) {
            number();
        } else if (c == '\'' || c == '"') {
            string("");
        } else {
            operator();
        }
    }

    private void nameOrString() {
        int start = at;
        while (at < source.length()
                && (Character.isUnicodeIdentifierPart(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        String name = source.substring(start, at);
        boolean quoteFollows = at < source.length() && (source.charAt(at) == '\'' || source.charAt(at) == '"');
        if (quoteFollows && name.length() <= 2) {
            string(name.toLowerCase(Locale.ROOT));
        } else {
            tokens.add(new Token(Token.Kind.NAME, name, start + 1));
        }
    }

    private void number() {
        int start = at;
        while (at < source.length() && isPartOfNumber(start)) {
            at++;
        }
        String text = source.substring(start, at).replace("_", "");
        tokens.add(new Token(Token.Kind.NUMBER, literal(text, start + 1), start + 1));
    }

    private boolean isPartOfNumber(int start) {
        char c = source.charAt(at);
        char before = at > start ? source.charAt(at - 1) : ' ';
        boolean isHex = source.startsWith("0x", start) || source.startsWith("0X", start);
        boolean isSign = (c == '+' || c == '-') && (before == 'e' || before == 'E') && !isHex;
        return isSign || c == '.' || c == '_' || Character.isLetterOrDigit(c);
    }

    /** As JEXL writes it: an integer of any size, or digits with a point and a B for exact ones. */
    private static String literal(String text, int column) {
        try {
            if (text.matches("0[xX][0-9a-fA-F]+")) {
                return whole(new BigInteger(text.substring(2), 16));
            }
            if (text.matches("0+|[1-9][0-9]*")) {
                return whole(new BigInteger(text));
            }
            if (text.matches("[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?") && !text.matches("0[0-9]+")) {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
                    String plain = number.toPlainString();
                    return (plain.contains(".") ? plain : plain + ".0") + "B";
                }
            }
        } catch (NumberFormatException e) {
            throw new ExpressionProblem("column %d: \"%s\" is no number".formatted(column, text), e);
        }
        throw new ExpressionProblem("column %d: \"%s\" is no number".formatted(column, text));
    }

    private static String whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? number.toString() : number + "H";
    }

    private void string(String prefix) {
        if (!prefix.matches("|r|f|u|fr|rf")) {
            throw new ExpressionProblem(
                    "column %d: there are no strings of bytes; write the string without its prefix %s"
                            .formatted(at + 1, prefix));
        }
        int start = at;
        String quote = source.substring(at, at + 1);
        if (source.startsWith(quote.repeat(3), at)) {
            quote = quote.repeat(3);
        }
        at += quote.length();
        boolean isRaw = prefix.contains("r");
        boolean isFormat = prefix.contains("f");
        StringBuilder text = new StringBuilder();
        while (!source.startsWith(quote, at)) {
            if (at >= source.length()) {
                throw new ExpressionProblem("column %d: the string has no end".formatted(start + 1));
            }
            char c = source.charAt(at++);
            if (c == '\\' && at < source.length()) {
                if (isRaw) {
                    text.append(c).append(source.charAt(at++));
                } else {
                    escape(text);
                }
            } else {
                text.append(c);
            }
        }
        at += quote.length();
        Token.Kind kind = isFormat ? Token.Kind.FORMAT : Token.Kind.STRING;
        tokens.add(new Token(kind, text.toString(), start + 1));
    }

    private void escape(StringBuilder text) {
        char c = source.charAt(at++);
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case '0' -> text.append('\0');
            case '\\', '\'', '"' -> text.append(c);
            case '\n' -> {} // a line that goes on
            case 'x' -> text.append((char) hex(2));
            case 'u' -> text.append((char) hex(4));
            case 'U' -> text.appendCodePoint(hex(8));
            default -> text.append('\\').append(c); // as Python does
        }
    }

    private int hex(int digits) {
        int end = at + digits;
        if (end > source.length() || !source.substring(at, end).matches("[0-9a-fA-F]+")) {
            throw new ExpressionProblem("column %d: an escape needs %d hexadecimal digits".formatted(at + 1, digits));
        }
        int value = Integer.parseUnsignedInt(source.substring(at, end), 16);
        if (!Character.isValidCodePoint(value)) {
            throw new ExpressionProblem("column %d: the escape is no character".formatted(at + 1));
        }
        at = end;
        return value;
    }

    private void operator() {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                String advice = REFUSED.get(operator);
                if (advice != null || "@$\\".contains(operator)) {
                    throw new ExpressionProblem("column %d: \"%s\" has no place in an expression%s"
                            .formatted(at + 1, operator, advice == null ? "" : "; " + advice));
                }
                tokens.add(new Token(Token.Kind.OPERATOR, operator, at + 1));
                at += operator.length();
                return;
            }
        }
        throw new ExpressionProblem("column %d: \"%s\" has no place in an expression"
                .formatted(at + 1, Character.toString(source.codePointAt(at))));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
