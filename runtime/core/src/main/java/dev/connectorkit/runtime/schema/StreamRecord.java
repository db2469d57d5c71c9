package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as a view over bytes: cheap to make, nothing is decoded until it is asked for. Values are what the source
 * sent: numbers digit for digit, date-times with their offset. Positions are those of {@link StreamSchema#properties()}.
 *
 * <p>A record that a batch gave is valid while the batch is being processed. Safe for threads then.
 */
public final class StreamRecord {
    /** Digits of the largest number of 64 bits; all of so many are below twice its size. */
    private static final int LONGEST_LONG = 19;

    private final StreamSchema schema;
    private final byte[] data;
    private final int row;

    StreamRecord(StreamSchema schema, byte[] data, int row) {
        this.schema = schema;
        this.data = data;
        this.row = row;
    }

    /** The row that {@link RecordBuffer#copyTo} wrote at that place of the data. */
    public static StreamRecord at(StreamSchema schema, byte[] data, int row) {
        return new StreamRecord(schema, data, row);
    }

    /** What the record's positions mean. */
    public StreamSchema schema() {
        return schema;
    }

    /** What the value at that position is, as it was sent. */
    public ValueKind kind(int position) {
        return ValueKind.of(RecordLayout.kindCode(slot(position)));
    }

    /** Whether the value is {@code null} or the record does not have the property. */
    public boolean isNull(int position) {
        return RecordLayout.kindCode(slot(position)) <= ValueKind.NULL.code();
    }

    /** Whether the record does not have the property, which is not the same as {@code null}. */
    public boolean isAbsent(int position) {
        return RecordLayout.kindCode(slot(position)) == ValueKind.ABSENT.code();
    }

    /**
     * The value of a boolean.
     *
     * @throws IllegalStateException if it is none
     */
    public boolean flag(int position) {
        return switch (kind(position)) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw wrongKind(position, "a boolean");
        };
    }

    /**
     * The value as a whole number of 64 bits.
     *
     * @throws ArithmeticException if it has a fraction or does not fit
     */
    public long integer(int position) {
        long slot = slot(position);
        return isLong(slot)
                ? digits(row + RecordLayout.offset(slot), RecordLayout.length(slot))
                : decimal(position).longValueExact();
    }

    /** Whether the value is a number that was written without fraction and exponent, and that 64 bits hold. */
    public boolean isLong(int position) {
        return isLong(slot(position));
    }

    private boolean isLong(long slot) {
        if (RecordLayout.kindCode(slot) != ValueKind.INTEGER.code()) {
            return false;
        }
        int offset = row + RecordLayout.offset(slot);
        int length = RecordLayout.length(slot);
        boolean negative = data[offset] == '-';
        int digits = negative ? length - 1 : length;
        if (digits != LONGEST_LONG) {
            return digits < LONGEST_LONG;
        }
        long number = digits(offset, length); // wrong, and then of the other sign, where it is past 64 bits
        return negative ? number < 0 : number >= 0;
    }

    /**
     * The value of a number, digit for digit.
     *
     * @throws IllegalStateException if it is none
     */
    public BigDecimal decimal(int position) {
        return switch (kind(position)) {
            case INTEGER, DECIMAL -> new BigDecimal(text(position));
            default -> throw wrongKind(position, "a number");
        };
    }

    /**
     * The value as text: a string without escapes, a number as it was written, {@code true} or {@code false}, an object or
     * array as JSON.
     *
     * @throws IllegalStateException if the value is null or absent
     */
    public String text(int position) {
        long slot = slot(position);
        return switch (ValueKind.of(RecordLayout.kindCode(slot))) {
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL, ABSENT -> throw wrongKind(position, "a value");
            default ->
                new String(data, row + RecordLayout.offset(slot), RecordLayout.length(slot), StandardCharsets.UTF_8);
        };
    }

    /**
     * The value as a Java object: Boolean, Long (BigInteger past 64 bits), BigDecimal, String; an object or array as its
     * JSON text; null for null and absent.
     */
    public @Nullable Object value(int position) {
        return switch (kind(position)) {
            case ABSENT, NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case INTEGER -> wholeNumber(position);
            case DECIMAL -> decimal(position);
            case STRING, JSON -> text(position);
        };
    }

    /** As {@link #value(int)}, by the property's name. */
    public @Nullable Object value(String property) {
        return value(schema.requirePosition(property));
    }

    /** Properties that the record has, in the order of the schema; a value may be null. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < schema.properties().size(); i++) {
            if (!isAbsent(i)) {
                map.put(schema.properties().get(i).name(), value(i));
            }
        }
        return map;
    }

    /** The record as one line of JSON, in the order of the schema; numbers and nested values exactly as sent. */
    public String toJson() {
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < schema.properties().size(); i++) {
            if (!isAbsent(i)) {
                json.append(json.length() > 1 ? ",\"" : "\"");
                encoder.quoteAsString(schema.properties().get(i).name(), json);
                json.append("\":");
                appendJson(i, encoder, json);
            }
        }
        return json.append('}').toString();
    }

    /** Where the bytes of values lie, together with {@link #offset} and {@link #length}; not to be changed. */
    public byte[] data() {
        return data;
    }

    /** Place of the value's bytes in {@link #data()}: UTF-8 of a string, digits of a number, JSON of a nested value. */
    public int offset(int position) {
        return row + RecordLayout.offset(slot(position));
    }

    /** Bytes of the value in {@link #data()}. */
    public int length(int position) {
        return RecordLayout.length(slot(position));
    }

    private void appendJson(int position, JsonStringEncoder encoder, StringBuilder json) {
        switch (kind(position)) {
            case NULL -> json.append("null");
            case STRING -> {
                json.append('"');
                encoder.quoteAsString(text(position), json);
                json.append('"');
            }
            default -> json.append(text(position));
        }
    }

    private Object wholeNumber(int position) {
        return isLong(position) ? (Object) integer(position) : new BigInteger(text(position));
    }

    private long digits(int offset, int length) {
        int i = data[offset] == '-' ? 1 : 0;
        long number = 0;
        for (; i < length; i++) {
            number = number * 10 + (data[offset + i] - '0');
        }
        return data[offset] == '-' ? -number : number;
    }

    private long slot(int position) {
        return RecordLayout.slot(data, row, position);
    }

    private IllegalStateException wrongKind(int position, String wanted) {
        return new IllegalStateException("stream \"%s\", property \"%s\" holds %s where %s is asked for"
                .formatted(schema.name(), schema.properties().get(position).name(), kind(position), wanted));
    }
}
