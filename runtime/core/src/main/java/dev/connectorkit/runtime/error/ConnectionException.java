package dev.connectorkit.runtime.error;

/** The destination cannot be reached or entered. */
public final class ConnectionException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    /** A failure that nothing else was thrown for; the message is one line. */
    public ConnectionException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /** A failure whose cause {@code --debug} shows; its own words are not in the message where they could quote a secret. */
    public ConnectionException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
