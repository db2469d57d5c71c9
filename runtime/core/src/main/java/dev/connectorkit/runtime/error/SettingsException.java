package dev.connectorkit.runtime.error;

/** A setting or an argument is wrong; nothing was read. Fix it and run again. */
public final class SettingsException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    /** A failure that nothing else was thrown for; the message is one line. */
    public SettingsException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /** A failure whose cause {@code --debug} shows. */
    public SettingsException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
