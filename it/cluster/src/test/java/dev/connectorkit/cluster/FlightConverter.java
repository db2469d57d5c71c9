package dev.connectorkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;

/**
 * Makes structs of flights, as a converter with a schema registry would: JSON on the wire, and one of two schemas, the second
 * of which has a field more.
 */
public final class FlightConverter implements Converter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema FIRST = schema(false);
    private static final Schema SECOND = schema(true);

    private static Schema schema(boolean withNote) {
        SchemaBuilder flight = SchemaBuilder.struct().name("flight").field("id", Schema.INT64_SCHEMA);
        for (String number : Flights.NUMBERS) {
            flight.field(number, Schema.OPTIONAL_INT32_SCHEMA);
        }
        for (String text : Flights.TEXTS) {
            flight.field(text, Schema.OPTIONAL_STRING_SCHEMA);
        }
        flight.field("time_hour", Timestamp.builder().optional().build());
        if (withNote) {
            flight.field("note", Schema.OPTIONAL_STRING_SCHEMA);
        }
        return flight.build();
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new UnsupportedOperationException("flights are only read");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        try {
            JsonNode flight = JSON.readTree(value);
            Schema schema = flight.has("note") ? SECOND : FIRST;
            Struct struct = new Struct(schema);
            for (Field field : schema.fields()) {
                JsonNode member = flight.path(field.name());
                if (!member.isNull() && !member.isMissingNode()) {
                    struct.put(field, value(field, member));
                }
            }
            return new SchemaAndValue(schema, struct);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Field field, JsonNode member) {
        if (field.schema().name() != null) {
            return Date.from(Instant.parse(member.textValue()));
        }
        return switch (field.schema().type()) {
            case INT64 -> member.longValue();
            case INT32 -> member.intValue();
            default -> member.textValue();
        };
    }
}
