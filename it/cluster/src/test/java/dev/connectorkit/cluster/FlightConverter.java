package dev.connectorkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * Makes structs of flights, at about the cost of a converter with a schema registry: on the wire which of two schemas it is,
 * the second of which has a field more, and then the fields in its order, each behind a byte that says whether it is there.
 */
public final class FlightConverter implements Converter {
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

    /** A flight as it goes into the topic. */
    static byte[] bytes(JsonNode flight) {
        Schema schema = flight.has("note") ? SECOND : FIRST;
        ByteBuffer bytes = ByteBuffer.allocate(1_000);
        bytes.put((byte) (schema == SECOND ? 1 : 0));
        for (Field field : schema.fields()) {
            JsonNode member = flight.path(field.name());
            boolean isThere = !member.isNull() && !member.isMissingNode();
            bytes.put((byte) (isThere ? 1 : 0));
            if (isThere) {
                put(field, member, bytes);
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    private static void put(Field field, JsonNode member, ByteBuffer bytes) {
        if (field.schema().name() != null) {
            bytes.putLong(Instant.parse(member.textValue()).toEpochMilli());
            return;
        }
        switch (field.schema().type()) {
            case INT64 -> bytes.putLong(member.longValue());
            case INT32 -> bytes.putInt(member.intValue());
            default -> {
                byte[] text = member.textValue().getBytes(StandardCharsets.UTF_8);
                bytes.putShort((short) text.length).put(text);
            }
        }
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new UnsupportedOperationException("flights are only read");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        Schema schema = bytes.get() == 1 ? SECOND : FIRST;
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            if (bytes.get() == 1) {
                struct.put(field, get(field, bytes));
            }
        }
        return new SchemaAndValue(schema, struct);
    }

    @SuppressWarnings("JavaUtilDate") // as Connect has it
    private static Object get(Field field, ByteBuffer bytes) {
        if (field.schema().name() != null) {
            return new Date(bytes.getLong());
        }
        return switch (field.schema().type()) {
            case INT64 -> bytes.getLong();
            case INT32 -> bytes.getInt();
            default -> {
                byte[] text = new byte[bytes.getShort()];
                bytes.get(text);
                yield new String(text, StandardCharsets.UTF_8);
            }
        };
    }
}
