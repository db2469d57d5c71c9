package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamRecord;

/** Writes one property's value, which is not null, down for the thread that drains. */
interface PagedField {
    /**
     * Writes the value in the form that the driver's side reads.
     *
     * @throws dev.connectorkit.runtime.error.RecordException if the column cannot hold it
     */
    void put(StreamRecord record, Pages out);
}
