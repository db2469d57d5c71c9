package dev.connectorkit.runtime.mapping.expression;

/** An expression that cannot be evaluated for this record; the message tells why without any value. */
public final class ExpressionFault extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    public ExpressionFault(String message) {
        super(message);
    }
}
