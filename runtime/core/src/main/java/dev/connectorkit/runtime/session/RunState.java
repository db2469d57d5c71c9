package dev.connectorkit.runtime.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the run goes on, and why not. Guarded by the session's monitor. */
final class RunState {
    private static final Logger LOG = LoggerFactory.getLogger(RunState.class);

    private enum Phase {
        READING,
        FINISHING,
        FINISHED
    }

    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private Phase phase = Phase.READING;
    private @Nullable Throwable failure;

    boolean isReading() {
        return phase == Phase.READING && failure == null;
    }

    /** Refuses the reading thread once the run has ended elsewhere. */
    void requireReading() {
        if (!isReading()) {
            throw new SessionEndedException();
        }
    }

    /** True for the first who wants to end the run: it has to do so. */
    boolean beginFinish() {
        boolean isFirst = phase == Phase.READING;
        phase = isFirst ? Phase.FINISHING : phase;
        return isFirst;
    }

    void finished() {
        phase = Phase.FINISHED;
    }

    boolean isFinished() {
        return phase == Phase.FINISHED;
    }

    /** The first failure is the run's; those that follow are kept beside it. */
    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (failure != cause) {
            failure.addSuppressed(cause);
            LOG.error("another failure after the first: {}", cause.toString());
        }
        failed.complete(failure);
    }

    CompletionStage<Throwable> failed() {
        return failed;
    }

    boolean hasFailed() {
        return failure != null;
    }

    void throwFailure() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
