package dev.connectorkit.runtime.mapping.expression;

/** Text as JEXL takes it. */
final class JexlText {
    private JexlText() {}

    /** In JEXL's own escapes, whatever the characters are. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '\'' && c != '\\') {
                literal.append(c);
            } else {
                literal.append("\\u%04x".formatted((int) c));
            }
        }
        return literal.append('\'').toString();
    }
}
