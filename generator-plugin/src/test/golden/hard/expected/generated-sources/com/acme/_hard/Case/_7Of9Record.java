package com.acme._hard.Case;

import dev.connectorkit.runtime.schema.RecordValues;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.util.OptionalLong;
import javax.annotation.processing.Generated;

/**
 * A record of the stream 7 of 9.
 *
 * @param _1 the property 1
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record _7Of9Record(OptionalLong _1) {
    /**
     * Gives what a record holds, by name and type.
     *
     * @param sent as the tap sent it
     * @return the same
     */
    public static _7Of9Record from(StreamRecord sent) {
        RecordValues values = new RecordValues(sent);
        return new _7Of9Record(
                values.optionalInteger("1"));
    }
}
