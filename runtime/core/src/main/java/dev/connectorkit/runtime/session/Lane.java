package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.sink.Sink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream's way into its sink: at most one batch filling and one draining. A failed lane drains no more; its batch stays
 * open in the ledger, so no state passes it. Guarded by the session's lock.
 */
final class Lane {
    private final Sink sink;
    private @Nullable RecordBatch filling;
    private @Nullable RecordBatch draining;
    private boolean drainNext;
    private boolean failed;
    private boolean cleanedUp;

    Lane(Sink sink) {
        this.sink = sink;
    }

    Sink sink() {
        return sink;
    }

    Optional<RecordBatch> filling() {
        return Optional.ofNullable(filling);
    }

    void fill(RecordBatch batch) {
        filling = batch;
    }

    boolean isDraining() {
        return draining != null;
    }

    boolean isIdle() {
        return draining == null && (filling == null || failed);
    }

    boolean hasFailed() {
        return failed;
    }

    /** The filling batch is to be drained as soon as the one before it is. */
    void drainNext() {
        drainNext = true;
    }

    boolean wantsToDrain() {
        return drainNext && filling != null && draining == null && !failed;
    }

    RecordBatch beginDrain() {
        RecordBatch batch = filling().orElseThrow(() -> new IllegalStateException("nothing to drain"));
        draining = batch;
        filling = null;
        drainNext = false;
        return batch;
    }

    void endDrain(boolean succeeded) {
        draining = null;
        failed |= !succeeded;
    }

    int fillingRows() {
        return filling().map(RecordBatch::rows).orElse(0);
    }

    /** Bytes of input lines. */
    long fillingBytes() {
        return filling().map(RecordBatch::sizeInBytes).orElse(0L);
    }

    /** Once, however often it is asked for. */
    void cleanUp() {
        if (!cleanedUp) {
            cleanedUp = true;
            sink.cleanUp();
        }
    }
}
