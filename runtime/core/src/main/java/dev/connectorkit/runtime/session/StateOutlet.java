package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.state.StateLedger;
import dev.connectorkit.runtime.state.StateWriter;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits the states that are covered, or only those that end an epoch. Records that were set aside are covered once their
 * file is synced. Guarded by the session's monitor.
 */
final class StateOutlet {
    private static final Logger LOG = LoggerFactory.getLogger(StateOutlet.class);

    private final StateLedger ledger;
    private final StateWriter writer;
    private final InvalidRecords invalidRecords;
    private final boolean onlyEpochs;
    private OptionalLong setAsideFrom = OptionalLong.empty();
    private long emitted;

    StateOutlet(StateLedger ledger, StateWriter writer, InvalidRecords invalidRecords, boolean onlyEpochs) {
        this.ledger = ledger;
        this.writer = writer;
        this.invalidRecords = invalidRecords;
        this.onlyEpochs = onlyEpochs;
    }

    /** The record at that position was set aside; a drain may tell of one that came before those that reading did. */
    void setAside(long position) {
        if (invalidRecords.hasUnsynced() && (setAsideFrom.isEmpty() || position < setAsideFrom.getAsLong())) {
            ledger.open(position);
            setAsideFrom.ifPresent(ledger::close);
            setAsideFrom = OptionalLong.of(position);
        }
    }

    /** Does nothing where states end epochs: what is drained is not durable before. */
    void emitCovered() {
        if (!onlyEpochs) {
            emit();
        }
    }

    /** Everything that was read is drained, and a state was read last. */
    void emitEpoch() {
        emit();
    }

    private void emit() {
        if (setAsideFrom.isPresent() && ledger.hasPendingAfter(setAsideFrom.getAsLong())) {
            invalidRecords.sync();
            ledger.close(setAsideFrom.getAsLong());
            setAsideFrom = OptionalLong.empty();
        }
        ledger.takeCovered().ifPresent(this::write);
    }

    /** The last emission of a run in which streams failed: in mode bookmarks those of the others come out all the same. */
    void emitLast(Set<String> failedStreams) {
        emitCovered();
        if (!failedStreams.isEmpty()) {
            ledger.takeBookmarksWithout(failedStreams).ifPresent(state -> {
                LOG.warn(
                        "streams {} have failed; the last state holds the other streams' bookmarks only",
                        failedStreams);
                write(state);
            });
        }
    }

    long emitted() {
        return emitted;
    }

    void close() {
        writer.close();
    }

    private void write(String state) {
        writer.write(state);
        emitted++;
    }
}
