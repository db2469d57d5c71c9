package dev.connectorkit.runtime.schema;

/** A schema that cannot be compiled; whoever knows the stream and the property adds them. */
final class SchemaProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    SchemaProblem(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
