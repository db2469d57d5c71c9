package com.acme._hard.Case;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.schema.RecordValues;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.math.BigDecimal;
import javax.annotation.processing.Generated;

/**
 * A record of the stream class &#42;/ &#92;u002a/ "select" $&#123;x&#125; [=x] ]]&#62;.
 * &#42;/ class Injected &#123;&#125; /&#42; &#92;u002a/ &#123;&#64;code &#125; &#60;b&#62; &#64;param x
 *
 * @param selectU002aSL &#42;/ &#92;u000a injected(); &#64;return nothing
 * @param class_ the property class
 * @param record the property record
 * @param values the property values
 * @param sent the property sent
 * @param hashCode_ the property hashCode
 * @param _9 the property _9
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record ClassU002aSelectXXRecord(long selectU002aSL, String class_, boolean record,
        BigDecimal values, String sent, JsonNode hashCode_, JsonNode _9) {
    /**
     * Gives what a record holds, by name and type.
     *
     * @param sent as the tap sent it
     * @return the same
     */
    public static ClassU002aSelectXXRecord from(StreamRecord sent) {
        RecordValues values = new RecordValues(sent);
        return new ClassU002aSelectXXRecord(
                values.integer("select */ \\u002a/ \" $S $L"),
                values.string("class"),
                values.flag("record"),
                values.number("values"),
                values.string("sent"),
                values.json("hashCode"),
                values.json("_9"));
    }
}
