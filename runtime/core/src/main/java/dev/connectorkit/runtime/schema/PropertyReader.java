package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads the value of one property into the row and checks it on the way. */
class PropertyReader {
    /** A number with a larger exponent is refused before it is expanded: 1e999999999 has a billion digits. */
    private static final int MAX_EXPONENT_DIGITS = 1000;

    private final SerializedString name;
    private final int position;
    private final JsonTypes types;
    private final boolean isKey;
    private final ValueCheck[] checks;

    PropertyReader(Property property, int position, boolean isKey, boolean validate) {
        this.name = new SerializedString(property.name());
        this.position = position;
        this.isKey = isKey;
        this.types = validate ? JsonTypes.of(property.schema()) : JsonTypes.ANY;
        this.checks = validate
                ? ValueChecks.compile(property.name(), property.schema()).toArray(new ValueCheck[0])
                : new ValueCheck[0];
    }

    SerializedString name() {
        return name;
    }

    int position() {
        return position;
    }

    boolean isKey() {
        return isKey;
    }

    /** Whether the record has the property. */
    boolean isIn(RecordBuffer record) {
        return record.kind(position) != ValueKind.ABSENT;
    }

    /** Positions of all columns that the property's value goes to. */
    int[] columns() {
        return new int[] {position};
    }

    void read(JsonToken token, JsonParser parser, byte[] line, int offset, RecordBuffer record) throws IOException {
        if (record.kind(position) != ValueKind.ABSENT) {
            throw new RecordException(InvalidRule.INVALID, "property \"" + name + "\" stands twice in the record");
        }
        switch (token) {
            case VALUE_STRING -> {
                admit(JsonTypes.STRING, "a string");
                putText(ValueKind.STRING, parser, record);
                check(record, ValueKind.STRING);
            }
            case VALUE_NUMBER_INT -> {
                admit(JsonTypes.INTEGER, "an integer");
                putText(ValueKind.INTEGER, parser, record);
                check(record, ValueKind.INTEGER);
            }
            case VALUE_NUMBER_FLOAT -> readDecimal(parser, record);
            case VALUE_NULL -> readNull(record);
            case VALUE_TRUE, VALUE_FALSE -> {
                admit(JsonTypes.BOOLEAN, "a boolean");
                record.put(position, token == JsonToken.VALUE_TRUE ? ValueKind.TRUE : ValueKind.FALSE);
                check(record, record.kind(position));
            }
            default -> readNested(token, parser, line, offset, record);
        }
    }

    private void readNull(RecordBuffer record) {
        if (isKey) {
            throw new RecordException(
                    InvalidRule.NULL_KEY, "key property \"%s\" is null; a key has to have a value".formatted(name));
        }
        admit(JsonTypes.NULL, "null");
        record.put(position, ValueKind.NULL);
    }

    /** Where whole numbers are asked for, 1.0 is one (JSON Schema draft 6, 6.1.1) and is kept as 1. */
    private void readDecimal(JsonParser parser, RecordBuffer record) throws IOException {
        if (types.admits(JsonTypes.FRACTION)) {
            putText(ValueKind.DECIMAL, parser, record);
            check(record, ValueKind.DECIMAL);
            return;
        }
        admit(JsonTypes.INTEGER, "a number with a fraction");
        BigDecimal number = new BigDecimal(parser.getText());
        if (Math.abs((long) number.scale()) > MAX_EXPONENT_DIGITS
                || number.stripTrailingZeros().scale() > 0) {
            throw wrongType("a number with a fraction");
        }
        record.put(position, ValueKind.INTEGER, number.toBigIntegerExact().toString());
        check(record, ValueKind.INTEGER);
    }

    private void readNested(JsonToken token, JsonParser parser, byte[] line, int offset, RecordBuffer record)
            throws IOException {
        boolean isObject = token == JsonToken.START_OBJECT;
        admit(isObject ? JsonTypes.OBJECT : JsonTypes.ARRAY, isObject ? "an object" : "an array");
        int start = offset + (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = offset + (int) parser.currentLocation().getByteOffset();
        record.put(position, ValueKind.JSON, line, start, end - start);
        check(record, ValueKind.JSON);
    }

    private void putText(ValueKind kind, JsonParser parser, RecordBuffer record) throws IOException {
        char[] characters = parser.getTextCharacters();
        record.put(position, kind, characters, parser.getTextOffset(), parser.getTextLength());
    }

    private void check(RecordBuffer record, ValueKind kind) {
        for (ValueCheck check : checks) {
            check.check(record, position, kind);
        }
    }

    private void admit(int bit, String found) {
        if (!types.admits(bit)) {
            throw wrongType(found);
        }
    }

    private RecordException wrongType(String found) {
        return new RecordException(
                InvalidRule.INVALID, "property \"%s\" has to be %s, found %s".formatted(name, types.describe(), found));
    }
}
