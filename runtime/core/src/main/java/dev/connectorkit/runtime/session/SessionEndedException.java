package dev.connectorkit.runtime.session;

/** Tells the reading thread that the run has ended elsewhere: by a failed drain or a signal. Not a failure of its own. */
public final class SessionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionEndedException() {
        super("the session has ended", null, false, false);
    }
}
