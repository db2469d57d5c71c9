package dev.connectorkit.runtime.batch;

import dev.connectorkit.runtime.schema.RecordBuffer;

/**
 * What holds the rows of a batch: {@link RecordArena}, or the encoding that a load path takes as it is. Filled by the
 * reading thread, then drained by one worker; never by both at once.
 */
public interface BatchContents {
    /** Takes a row; the buffer is written to again after this call. */
    void add(RecordBuffer row);
}
