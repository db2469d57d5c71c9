package dev.connectorkit.runtime.error;

/** The input breaks the Singer format; the message names the line. */
public final class MessageException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public MessageException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public MessageException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
