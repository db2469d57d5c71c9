package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.sink.EpochStore;
import java.util.Optional;

/**
 * Ends epochs, where the target commits rows and states together: once {@value #BATCHES} batches were drained, or a state has
 * waited, the next STATE has all that is open drained and committed with it. Without an {@link EpochStore} states come out as they are covered, and this does
 * nothing. Guarded by the session's monitor.
 */
final class Epochs {
    /**
     * Batches after which the next STATE ends an epoch. The reading thread waits for the end of an epoch, while within one it
     * reads beside the drains: with a STATE a batch, epochs of one batch would never do both at once.
     */
    static final int BATCHES = 8;

    private final Optional<EpochStore> store;
    private final RunState run;
    private final Drains drains;
    private final StateOutlet states;

    /** Records, or changes of version, since the last STATE: no state covers them. */
    private long readSinceState;

    /** Whether a state has come since the last commit. */
    private boolean hasState;

    private boolean isDue;

    Epochs(Optional<EpochStore> store, RunState run, Drains drains, StateOutlet states) {
        this.store = store;
        this.run = run;
        this.drains = drains;
        this.states = states;
    }

    boolean areOn() {
        return store.isPresent();
    }

    /** A record, or what else changes rows, was read. */
    void read() {
        readSinceState++;
    }

    /** A state was read; what is drained meanwhile belongs to its epoch. */
    void stateRead() {
        readSinceState = 0;
        hasState = true;
        if (isDue || drains.started() >= BATCHES) {
            endIfAtState();
        }
    }

    /** Sinks are about to change. Where that is between two epochs, the one before is ended, so that no change has to wait for it. */
    void beforeSinksChange() {
        store.ifPresent(EpochStore::begin);
        endIfAtState();
    }

    /** Drains and commits what was read, if a STATE was read last. */
    void endIfAtState() {
        if (isAtState()) {
            drains.drainAllAndWait();
            commit();
        }
    }

    /**
     * Ends the epoch if a batch was drained or it is due, and nothing was read since the last STATE: the tap pauses. Waits for no
     * drain.
     *
     * @param stateHasWaited whether a state has waited as long as one may
     */
    void tick(boolean stateHasWaited) {
        isDue |= stateHasWaited;
        if (isAtState() && (isDue || drains.started() > 0)) {
            if (drains.areIdle()) {
                commit();
            } else {
                drains.startAll();
            }
        }
    }

    /** The run ends: what was read up to a last STATE is committed, rows after it are not, and nothing is after a failure. */
    void endLast() {
        drains.awaitRunning();
        if (isAtState() && !run.hasFailed()) {
            drains.drainAll();
            if (!run.hasFailed()) {
                commit();
            }
        }
    }

    /**
     * The input has come to its end.
     *
     * @throws MessageException STATE_MISSING if records follow the last STATE: loaded now, they would be loaded again by a run
     *     that begins at that state
     */
    void requireStateAtEnd() {
        if (areOn() && readSinceState > 0) {
            throw new MessageException(
                    ErrorCode.STATE_MISSING,
                    "end of input: %d records follow the last STATE and are not loaded, since a run that begins at that state would load them again; have the tap end with a STATE, or leave state_backend out"
                            .formatted(readSinceState));
        }
    }

    private boolean isAtState() {
        return areOn() && hasState && readSinceState == 0;
    }

    private void commit() {
        try {
            states.emitEpoch();
        } catch (RuntimeException e) {
            run.fail(e); // the end of the run must not commit after this
            throw e;
        }
        drains.forgetStarted();
        isDue = false;
        hasState = false;
    }
}
