package dev.connectorkit.runtime.error;

/** The input breaks the Singer format; the message names the line. */
public final class MessageException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    /** A failure that nothing else was thrown for; the message is one line. */
    public MessageException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /** A failure whose cause {@code --debug} shows; one that quotes the input is left out. */
    public MessageException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
