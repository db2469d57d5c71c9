package dev.connectorkit.runtime.error;

/** The destination cannot be reached or entered. */
public final class ConnectionException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public ConnectionException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
