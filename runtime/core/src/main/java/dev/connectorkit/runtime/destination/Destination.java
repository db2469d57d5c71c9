package dev.connectorkit.runtime.destination;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamRecord;

/**
 * A system that batches are exported to, Mage's way: all streams together fill a batch set of so many bytes, which is
 * then exported stream by stream. One instance serves one run; its methods are never entered by two threads at once.
 */
public abstract class Destination {
    /**
     * Proves that the system can be reached and entered; called before anything is read.
     *
     * @throws dev.connectorkit.runtime.error.ConnectionException if it cannot
     */
    public void testConnection() {}

    /** Called once, before anything is read. */
    public void beforeProcess() {}

    /**
     * Writes all rows of the batch durably, or throws.
     *
     * @throws dev.connectorkit.runtime.error.LoadException to say that it failed; a retriable one is tried again with the
     *     same batch, any other ends the run
     */
    public void exportBatch(RecordBatch batch) {
        batch.records().forEach(this::exportRecord);
    }

    /**
     * Writes one record durably, or throws as {@link #exportBatch} does; for systems that take no batches. Override this or
     * {@link #exportBatch}.
     */
    public void exportRecord(StreamRecord record) {
        throw new UnsupportedOperationException(
                "override exportBatch or exportRecord of " + getClass().getName());
    }

    /** Called exactly once if {@link #beforeProcess} was, also after a failure or a signal. */
    public void afterProcess() {}
}
