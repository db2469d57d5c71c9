package com.acme.calls;

import dev.connectorkit.runtime.schema.RecordValues;
import dev.connectorkit.runtime.schema.StreamRecord;
import javax.annotation.processing.Generated;

/**
 * A record of the stream public-deals.
 *
 * @param id the property id
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record PublicDealsRecord(long id) {
    /**
     * Gives what a record holds, by name and type.
     *
     * @param sent as the tap sent it
     * @return the same
     */
    public static PublicDealsRecord from(StreamRecord sent) {
        RecordValues values = new RecordValues(sent);
        return new PublicDealsRecord(
                values.integer("id"));
    }
}
