package dev.connectorkit.runtime.mapping.expression;

/**
 * A part of an expression's text.
 *
 * @param text   as written; of a string its characters, escapes read
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {
    /** Kinds of tokens; a FORMAT is a string whose braces hold expressions. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        FORMAT,
        OPERATOR
    }

    boolean is(String operatorOrName) {
        return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(operatorOrName);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }
}
