package dev.connectorkit.runtime.error;

/** A setting or an argument is wrong; nothing was read. Fix it and run again. */
public final class SettingsException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public SettingsException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public SettingsException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
