package dev.connectorkit.runtime.kafkaconnect.record;

import static dev.connectorkit.runtime.kafkaconnect.record.TimeText.MICROS;
import static dev.connectorkit.runtime.kafkaconnect.record.TimeText.MILLIS;
import static dev.connectorkit.runtime.kafkaconnect.record.TimeText.NANOS;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Connect's types, and the logical ones of Connect and Debezium, as JSON Schema and JSON (Connect's {@code
 * org.apache.kafka.connect.data}; Debezium's documentation, "Data type mappings" of its PostgreSQL connector). A date-time
 * without a zone is one in UTC, as everywhere in the runtime.
 */
final class ConnectTypes {
    private static final String DEBEZIUM_TIME = "io.debezium.time.";
    private static final JsonFactory JSON = Json.lines(Integer.MAX_VALUE);
    /** Beyond so many zeros a decimal keeps its exponent. */
    private static final int MOST_ZEROS = 1_000;

    private ConnectTypes() {}

    static ConnectValue of(Schema schema) {
        ConnectValue value = logical(schema).orElseGet(() -> plain(schema));
        return schema.isOptional() ? new ConnectValue(Shapes.nullable(value.shape()), value.writer()) : value;
    }

    private static Optional<ConnectValue> logical(Schema schema) {
        String name = schema.name();
        if (name == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (name) {
                    case Decimal.LOGICAL_NAME ->
                        new ConnectValue(
                                Shapes.decimal(scale(schema)), (value, json) -> json.ascii(digits((BigDecimal) value)));
                    case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                        text("date", value -> TimeText.dateOfMillis(millis(value)));
                    case Time.LOGICAL_NAME -> text("time", value -> TimeText.time(millis(value), MILLIS));
                    case Timestamp.LOGICAL_NAME -> text("date-time", value -> TimeText.instant(millis(value), MILLIS));
                    case DEBEZIUM_TIME + "Date" -> counted("date", TimeText::date);
                    case DEBEZIUM_TIME + "Time" -> counted("time", value -> TimeText.time(value, MILLIS));
                    case DEBEZIUM_TIME + "MicroTime" -> counted("time", value -> TimeText.time(value, MICROS));
                    case DEBEZIUM_TIME + "NanoTime" -> counted("time", value -> TimeText.time(value, NANOS));
                    case DEBEZIUM_TIME + "Timestamp" -> counted("date-time", value -> TimeText.instant(value, MILLIS));
                    case DEBEZIUM_TIME + "MicroTimestamp" ->
                        counted("date-time", value -> TimeText.instant(value, MICROS));
                    case DEBEZIUM_TIME + "NanoTimestamp" ->
                        counted("date-time", value -> TimeText.instant(value, NANOS));
                    case DEBEZIUM_TIME + "ZonedTimestamp", DEBEZIUM_TIME + "IsoTimestamp" ->
                        text("date-time", Object::toString);
                    case DEBEZIUM_TIME + "IsoDate" -> text("date", Object::toString);
                    case DEBEZIUM_TIME + "IsoTime" -> text("time", Object::toString);
                    case "io.debezium.data.Uuid" -> text("uuid", Object::toString);
                    case "io.debezium.data.VariableScaleDecimal" ->
                        new ConnectValue(
                                Shapes.of("number"),
                                (value, json) -> json.ascii(digits(variableScale((Struct) value))));
                    case "io.debezium.data.Json" ->
                        new ConnectValue(Shapes.any(), (value, json) -> writeJson((String) value, json));
                    default -> null;
                });
    }

    private static ConnectValue plain(Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64 ->
                new ConnectValue(Shapes.of("integer"), (value, json) -> json.number(((Number) value).longValue()));
            case FLOAT32 -> new ConnectValue(Shapes.of("number"), (value, json) -> json.number((Float) value));
            case FLOAT64 -> new ConnectValue(Shapes.of("number"), (value, json) -> json.number((Double) value));
            case BOOLEAN -> new ConnectValue(Shapes.of("boolean"), (value, json) -> json.flag((Boolean) value));
            case STRING -> new ConnectValue(Shapes.of("string"), (value, json) -> json.text((String) value));
            case BYTES -> new ConnectValue(Shapes.of("string"), (value, json) -> json.base64(bytes(value)));
            case ARRAY -> array(of(schema.valueSchema()));
            case MAP -> map(of(schema.keySchema()), of(schema.valueSchema()));
            case STRUCT -> struct(schema);
        };
    }

    private static ConnectValue array(ConnectValue item) {
        return new ConnectValue(Shapes.array(item.shape()), (value, json) -> {
            json.beginArray();
            for (Object element : (Collection<?>) value) {
                write(item, element, json);
            }
            json.endArray();
        });
    }

    /** An object where its keys are text, else the pairs, as Connect's own JSON converter writes maps. */
    private static ConnectValue map(ConnectValue key, ConnectValue item) {
        if (Shapes.types(key.shape()).contains("string")) {
            return new ConnectValue(Shapes.of("object"), (value, json) -> {
                json.beginObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    json.member(String.valueOf(entry.getKey()));
                    write(item, entry.getValue(), json);
                }
                json.endObject();
            });
        }
        return new ConnectValue(Shapes.of("array"), (value, json) -> {
            json.beginArray();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                json.beginArray();
                write(key, entry.getKey(), json);
                write(item, entry.getValue(), json);
                json.endArray();
            }
            json.endArray();
        });
    }

    private static ConnectValue struct(Schema schema) {
        StructFields fields = new StructFields(schema);
        ObjectNode shape = Shapes.object();
        shape.set("properties", fields.properties());
        return new ConnectValue(shape, (value, json) -> {
            json.beginObject();
            fields.write((Struct) value, json);
            json.endObject();
        });
    }

    static void write(ConnectValue kind, @Nullable Object value, JsonLine json) {
        if (value == null) {
            json.nothing();
        } else {
            kind.writer().write(value, json);
        }
    }

    private interface Text {
        String of(Object value);
    }

    private static ConnectValue text(String format, Text text) {
        return new ConnectValue(Shapes.formatted(format), (value, json) -> json.text(text.of(value)));
    }

    private static ConnectValue counted(String format, LongFunction<String> text) {
        return text(format, value -> text.apply(((Number) value).longValue()));
    }

    private static long millis(Object value) {
        return ((Date) value).toInstant().toEpochMilli();
    }

    private static int scale(Schema decimal) {
        return Integer.parseInt(decimal.parameters().get(Decimal.SCALE_FIELD));
    }

    private static BigDecimal variableScale(Struct value) {
        return new BigDecimal(new BigInteger(bytes(value.get("value"))), value.getInt32("scale"));
    }

    /** Digit for digit, and in full unless an exponent would become a text of any length. */
    static String digits(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString();
    }

    /** What the text says, as it is written there. */
    private static void writeJson(String text, JsonLine json) {
        try (JsonParser parser = JSON.createParser(text)) {
            boolean isEmpty = parser.nextToken() == null;
            parser.skipChildren();
            if (isEmpty || parser.nextToken() != null) {
                throw noJson();
            }
        } catch (IOException e) {
            throw noJson();
        }
        json.json(text.replace('\n', ' ').replace('\r', ' ')); // a line break in JSON is a blank
    }

    private static RecordException noJson() {
        return new RecordException(InvalidRule.INVALID, "a value whose schema is io.debezium.data.Json is no JSON");
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }
}
