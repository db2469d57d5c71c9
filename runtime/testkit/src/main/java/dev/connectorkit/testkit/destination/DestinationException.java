package dev.connectorkit.testkit.destination;

/** The test destination itself cannot be started, read or stopped; says nothing about the connector. */
public final class DestinationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DestinationException(String message) {
        super(message);
    }

    public DestinationException(String message, Throwable cause) {
        super(message, cause);
    }
}
