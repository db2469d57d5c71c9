package com.acme._hard.Case;

import dev.connectorkit.runtime.schema.RecordValues;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * A record of the stream order.
 *
 * @param from the property from
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record OrderRecord(Optional<String> from) {
    /**
     * Gives what a record holds, by name and type.
     *
     * @param sent as the tap sent it
     * @return the same
     */
    public static OrderRecord from(StreamRecord sent) {
        RecordValues values = new RecordValues(sent);
        return new OrderRecord(
                values.optionalString("from"));
    }
}
