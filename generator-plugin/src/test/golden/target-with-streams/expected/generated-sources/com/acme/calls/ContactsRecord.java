package com.acme.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.schema.RecordValues;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import javax.annotation.processing.Generated;

/**
 * A record of the stream contacts.
 * People to call.
 *
 * @param id What the CRM knows them by.
 * @param name the property name
 * @param nickName the property nick_name
 * @param vip the property vip
 * @param score the property score
 * @param raw the property raw
 * @param since the property since
 * @param calls the property calls
 * @param rate the property rate
 * @param asleep the property asleep
 * @param tags the property tags
 * @param any the property any
 * @param idOrName the property id_or_name
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record ContactsRecord(long id, String name, Optional<String> nickName, boolean vip,
        BigDecimal score, JsonNode raw, Optional<String> since, OptionalLong calls,
        Optional<BigDecimal> rate, Optional<Boolean> asleep, Optional<JsonNode> tags,
        Optional<JsonNode> any, Optional<JsonNode> idOrName) {
    /**
     * Gives what a record holds, by name and type.
     *
     * @param sent as the tap sent it
     * @return the same
     */
    public static ContactsRecord from(StreamRecord sent) {
        RecordValues values = new RecordValues(sent);
        return new ContactsRecord(
                values.integer("id"),
                values.string("name"),
                values.optionalString("nick_name"),
                values.flag("vip"),
                values.number("score"),
                values.json("raw"),
                values.optionalString("since"),
                values.optionalInteger("calls"),
                values.optionalNumber("rate"),
                values.optionalFlag("asleep"),
                values.optionalJson("tags"),
                values.optionalJson("any"),
                values.optionalJson("id_or_name"));
    }
}
