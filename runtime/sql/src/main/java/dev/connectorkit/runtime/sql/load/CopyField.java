package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamRecord;

/** Writes one property's value, which is not null, as a field of COPY's text format (PostgreSQL manual, COPY). */
@FunctionalInterface
interface CopyField {
    /**
     * Writes the field, its special characters escaped.
     *
     * @throws dev.connectorkit.runtime.error.RecordException if the column cannot hold the value; what was written is to be
     *     forgotten then
     */
    void put(StreamRecord record, Pages out);
}
