package dev.connectorkit.generator.emit;

import com.palantir.javapoet.CodeBlock;

/**
 * Text of a descriptor as text in Java source. What comes out is ASCII: it means the same in whatever encoding a build
 * assumes, and neither a Unicode line separator (at which JavaPoet would break the line) nor a change of writing
 * direction can make the source be other than it looks.
 */
final class JavaText {
    private JavaText() {}

    /** The text as a string literal. */
    static CodeBlock literal(String raw) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < raw.length(); i++) {
            // behind half a surrogate pair, javac 17 takes the first of two backslashes for a second one
            if (raw.charAt(i) == '\\' && i > 0 && Character.isHighSurrogate(raw.charAt(i - 1))) {
                literal.append("\\134");
            } else {
                appendToLiteral(literal, raw.charAt(i));
            }
        }
        return CodeBlock.of("$L", literal.append('"'));
    }

    /**
     * The text as one line of a Javadoc comment, with nothing left in it that Java, Javadoc or HTML would act on: no
     * tag, no end of the comment, no Unicode escape (which Java reads before it knows of comments, JLS 3.3).
     */
    static String javadoc(String raw) {
        StringBuilder line = new StringBuilder();
        raw.strip().replaceAll("\\s+", " ").codePoints().forEach(character -> appendToJavadoc(line, character));
        return line.toString();
    }

    private static void appendToLiteral(StringBuilder literal, char unit) {
        switch (unit) {
            case '"', '\\' -> literal.append('\\').append(unit);
            case '\n' -> literal.append("\\n");
            case '\r' -> literal.append("\\r"); // as a Unicode escape it would end the line (JLS 3.3)
            case '\t' -> literal.append("\\t");
            default -> literal.append(isPlain(unit) ? String.valueOf(unit) : "\\u%04x".formatted((int) unit));
        }
    }

    private static void appendToJavadoc(StringBuilder line, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL -> line.append(' ');
            case Character.SURROGATE -> line.append("&#65533;");
            default -> {
                if (isPlain(character) && "&<>@*\\{}".indexOf(character) < 0) {
                    line.appendCodePoint(character);
                } else {
                    line.append("&#").append(character).append(';');
                }
            }
        }
    }

    private static boolean isPlain(int character) {
        return character >= 0x20 && character < 0x7F;
    }
}
