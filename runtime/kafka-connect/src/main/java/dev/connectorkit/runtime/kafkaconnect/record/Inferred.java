package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that come without a schema: what is said of them is what the value itself shows, and that they may be null. */
final class Inferred {
    private static final ObjectNode INTEGER = Shapes.nullable(Shapes.of("integer"));
    private static final ObjectNode NUMBER = Shapes.nullable(Shapes.of("number"));
    private static final ObjectNode BOOLEAN = Shapes.nullable(Shapes.of("boolean"));
    private static final ObjectNode STRING = Shapes.nullable(Shapes.of("string"));
    private static final ObjectNode DATE_TIME = Shapes.nullable(Shapes.formatted("date-time"));
    private static final ObjectNode OBJECT = Shapes.nullable(Shapes.of("object"));
    private static final ObjectNode ARRAY = Shapes.nullable(Shapes.of("array"));

    private Inferred() {}

    /** The shape of a value that is not null; a text is a text, whatever it looks like. */
    static ObjectNode shapeOf(Object value) {
        if (value instanceof String || value instanceof byte[] || value instanceof ByteBuffer) {
            return STRING;
        }
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger) {
            return INTEGER;
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof Map) {
            return OBJECT;
        }
        if (value instanceof Collection) {
            return ARRAY;
        }
        if (value instanceof Date) {
            return DATE_TIME;
        }
        throw new RecordException(
                InvalidRule.INVALID,
                "a value of class %s has no JSON; give the topic a converter that makes structs or maps"
                        .formatted(value.getClass().getName()));
    }

    static void write(@Nullable Object value, JsonLine json) {
        if (value == null) {
            json.nothing();
        } else if (value instanceof String text) {
            json.text(text);
        } else if (value instanceof Boolean flag) {
            json.flag(flag);
        } else if (value instanceof BigDecimal number) {
            json.ascii(ConnectTypes.digits(number));
        } else if (value instanceof BigInteger number) {
            json.ascii(number.toString());
        } else if (value instanceof Double number) {
            json.number(number);
        } else if (value instanceof Float number) {
            json.number(number);
        } else if (value instanceof Number number) {
            json.number(number.longValue());
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, json);
        } else if (value instanceof Collection<?> items) {
            json.beginArray();
            for (Object item : items) {
                write(item, json);
            }
            json.endArray();
        } else if (value instanceof Date date) {
            json.text(date.toInstant().toString());
        } else {
            json.base64(ConnectTypes.bytes(value));
        }
    }

    static void writeObject(Map<?, ?> map, JsonLine json) {
        json.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.member(String.valueOf(entry.getKey()));
            write(entry.getValue(), json);
        }
        json.endObject();
    }
}
