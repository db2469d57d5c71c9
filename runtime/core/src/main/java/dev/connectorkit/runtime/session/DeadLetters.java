package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.error.RecordException;

/** Where records are set aside that cannot be loaded. Called by one thread at a time. */
public interface DeadLetters extends AutoCloseable {
    /**
     * Sets a record aside; it counts as kept once {@link #sync} has returned.
     *
     * @param reason without the place
     * @param line   of the input, from 1
     * @param text   the record's message as it was read, or the record as JSON
     */
    void append(RecordException reason, long line, String stream, String text);

    /** Returns when all that was appended would outlive this process. */
    void sync();

    /** The place, for messages. */
    @Override
    String toString();

    @Override
    void close();
}
