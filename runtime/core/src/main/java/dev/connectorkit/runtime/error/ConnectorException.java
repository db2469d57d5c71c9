package dev.connectorkit.runtime.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can do something about. The message is one line: the place, what is wrong, what was found, and
 * what to do. It holds no secret and no value of a record.
 */
public abstract sealed class ConnectorException extends RuntimeException
        permits SettingsException, ConnectionException, MessageException, RecordException, LoadException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    protected ConnectorException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code");
    }

    /** Names the failure; the process's exit status follows from it. */
    public final ErrorCode code() {
        return code;
    }
}
