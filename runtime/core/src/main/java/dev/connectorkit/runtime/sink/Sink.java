package dev.connectorkit.runtime.sink;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.batch.RecordArena;
import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;

/**
 * Writes one stream. Life: {@link #setup()}, then batches one after another, then {@link #cleanUp()}; no two threads are
 * ever inside one sink at a time, {@link #newContents()} and what it makes apart.
 */
public abstract class Sink {
    private final StreamSchema stream;

    /**
     * A sink of one stream.
     *
     * @param stream what it writes; its schema does not change during the sink's life
     */
    protected Sink(StreamSchema stream) {
        this.stream = requireNonNull(stream, "stream");
    }

    /** The stream that this sink writes. */
    public final StreamSchema stream() {
        return stream;
    }

    /** Readies the destination for the stream: a table, an index, a folder. Called before the first record. */
    public void setup() {}

    /**
     * Whether rows whose keys are equal have to reach one of the stream's sinks, in order; false where every row stays as it
     * comes. Asked after {@link #setup}.
     */
    public boolean mergesByKey() {
        return true;
    }

    /**
     * Writes a batch durably, or throws.
     *
     * @throws dev.connectorkit.runtime.error.LoadException to say that it failed; a retriable one is tried again with the
     *     same batch, any other ends the run
     */
    public abstract void drain(RecordBatch batch);

    /** Makes what the rows of the next batch are put into; records as views unless a sink has an encoding of its own. */
    public BatchContents newContents() {
        return new RecordArena(stream);
    }

    /**
     * Whether {@link #widen} would make the destination hold a record that the sink's encoding has refused by rule
     * {@code too_long}. Nothing is changed yet.
     */
    public boolean canWiden(StreamRecord record) {
        return false;
    }

    /**
     * Makes the destination hold the record, for all of the stream's sinks. Called on one of them, if {@link #canWiden}, once
     * all rows that came before are drained; what {@link #newContents} makes afterwards takes the record.
     */
    public void widen(StreamRecord record) {}

    /**
     * Whether the rows that were drained count as loaded only once {@link #publish} was called: no state that covers them comes
     * out before. Asked after {@link #setup} and after {@link #activateVersion}.
     */
    public boolean publishes() {
        return false;
    }

    /**
     * Makes the rows that all of the stream's sinks have drained the stream's rows. Called at the clean end of the run, on one
     * of them, if {@link #publishes}; never after an error, a signal or an input that broke off.
     */
    public void publish() {}

    /** From here on, rows of an older version are no longer part of the stream; all rows before are drained. */
    public void activateVersion(long version) {}

    /** Called exactly once, also after a failure or a signal. */
    public void cleanUp() {}
}
