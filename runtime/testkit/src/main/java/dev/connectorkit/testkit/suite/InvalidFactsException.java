package dev.connectorkit.testkit.suite;

/** What the suite was told of a connector cannot be used; the message has a line for each problem, with file and key. */
public final class InvalidFactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidFactsException(String message) {
        super(message);
    }

    public InvalidFactsException(String message, Throwable cause) {
        super(message, cause);
    }
}
