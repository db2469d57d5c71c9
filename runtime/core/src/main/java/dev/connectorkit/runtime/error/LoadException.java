package dev.connectorkit.runtime.error;

import org.jspecify.annotations.Nullable;

/**
 * The destination refused a batch. A retriable one is tried again as the retry settings say, any other ends the run. The
 * message names stream, table and rows, never a value.
 */
public final class LoadException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    private LoadException(ErrorCode code, String message, @Nullable Throwable cause, boolean retriable) {
        super(code, message, cause);
        this.retriable = retriable;
    }

    /** A failure for good. */
    public LoadException(ErrorCode code, String message) {
        super(code, message, null);
        this.retriable = false;
    }

    /** A failure for good, LOAD_FAILED. */
    public LoadException(String message, Throwable cause) {
        this(ErrorCode.LOAD_FAILED, message, cause, false);
    }

    /** A failure for good. */
    public LoadException(ErrorCode code, String message, Throwable cause) {
        this(code, message, cause, false);
    }

    /** A failure that may pass: a lost connection, a throttled call, a deadlock. */
    public static LoadException retriable(String message, Throwable cause) {
        return retriable(ErrorCode.LOAD_FAILED, message, cause);
    }

    /** A failure that may pass, by a code of its own. */
    public static LoadException retriable(ErrorCode code, String message, Throwable cause) {
        return new LoadException(code, message, cause, true);
    }

    /** The same where nothing else was thrown. */
    public static LoadException retriable(String message) {
        return new LoadException(ErrorCode.LOAD_FAILED, message, null, true);
    }

    /** Whether the same batch may be sent again. */
    public boolean isRetriable() {
        return retriable;
    }
}
