package dev.connectorkit.runtime.mapping.expression;

/** An expression that is refused, whatever the record; the message tells what to write instead. */
public final class ExpressionProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExpressionProblem(String message) {
        super(message);
    }

    public ExpressionProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
