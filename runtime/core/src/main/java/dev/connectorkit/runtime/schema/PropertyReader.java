package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.json.PlainJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the value of one property into the row and checks it on the way. */
class PropertyReader {
    private static final int INTEGER_INDEX = Integer.numberOfTrailingZeros(JsonTypes.INTEGER);
    private static final int FRACTION_INDEX = Integer.numberOfTrailingZeros(JsonTypes.FRACTION);
    private static final int STRING_INDEX = Integer.numberOfTrailingZeros(JsonTypes.STRING);

    private final SerializedString name;
    private final String path;
    private final int position;
    private final boolean isKey;
    private final JsonTypes types;
    /** By the index of the value's type. */
    private final ValueCheck[][] checks = new ValueCheck[JsonTypes.COUNT][];

    /** Types of values that the validator has to see. */
    private final int incomplete;

    private final @Nullable FullValidator validator;
    /** What is passed over nested values by, where they are checked in that. */
    private final Optional<ValueShape> shape;

    /** Whether the rules for whole numbers are others than those for the rest of them. */
    private final boolean tellsWholeNumbers;

    /**
     * A reader of one property.
     *
     * @param name     the property's name in its object
     * @param property what it is checked against; its name is the one that messages use
     */
    PropertyReader(String name, Property property, int position, boolean isKey, RecordRules.PropertyRules rules) {
        this.name = new SerializedString(name);
        this.path = property.name();
        this.position = position;
        this.isKey = isKey;
        this.types = rules.rules().types();
        this.incomplete = rules.rules().incomplete();
        this.validator = rules.validator().orElse(null);
        this.shape = rules.shape();
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            checks[index] = rules.rules().checks(index).toArray(new ValueCheck[0]);
        }
        this.tellsWholeNumbers = rules.rules().tellsWholeNumbers();
    }

    SerializedString name() {
        return name;
    }

    String path() {
        return path;
    }

    int position() {
        return position;
    }

    boolean isKey() {
        return isKey;
    }

    /** Whether {@link #readPlain} reads anything. */
    boolean isPlain() {
        return true;
    }

    /** Whether the record has the property. */
    boolean isIn(RecordBuffer record) {
        return !record.isAbsent(position);
    }

    /** Positions of all columns that the property's value goes to. */
    int[] columns() {
        return new int[] {position};
    }

    void read(JsonToken token, JsonParser parser, byte[] line, int offset, RecordBuffer record) throws IOException {
        if (!record.isAbsent(position)) {
            throw refused(InvalidRule.INVALID, "stands twice in the record");
        }
        switch (token) {
            case VALUE_STRING -> {
                admit(JsonTypes.STRING, "a string");
                putString(parser, line, offset, record);
                check(JsonTypes.STRING, record);
            }
            case VALUE_NUMBER_INT -> {
                admit(JsonTypes.INTEGER, "an integer");
                putText(ValueKind.INTEGER, parser, record);
                check(JsonTypes.INTEGER, record);
            }
            case VALUE_NUMBER_FLOAT -> readDecimal(parser, record);
            case VALUE_NULL -> readNull(record);
            case VALUE_TRUE, VALUE_FALSE -> {
                int bit = token == JsonToken.VALUE_TRUE ? JsonTypes.TRUE : JsonTypes.FALSE;
                admit(bit, "a boolean");
                record.put(position, token == JsonToken.VALUE_TRUE ? ValueKind.TRUE : ValueKind.FALSE);
                check(bit, record);
            }
            default -> readNested(token, parser, line, offset, record);
        }
    }

    /**
     * Reads a value of which there is no doubt that {@link #read} would take it.
     *
     * @param at where it begins in the text that the row has taken
     * @return the place behind it, or {@link PlainJson#DOUBT}
     */
    int readPlain(int at, RecordBuffer record) {
        if (!record.isAbsent(position)) {
            return PlainJson.DOUBT;
        }
        byte[] data = record.data();
        return switch (data[at]) {
            case '"' -> readPlainString(data, at + 1, record);
            case 'n' ->
                isKey ? PlainJson.DOUBT : put(JsonTypes.NULL, ValueKind.NULL, PlainJson.afterNull(data, at), record);
            case 't' -> put(JsonTypes.TRUE, ValueKind.TRUE, PlainJson.afterTrue(data, at), record);
            case 'f' -> put(JsonTypes.FALSE, ValueKind.FALSE, PlainJson.afterFalse(data, at), record);
            case '{' -> readPlainNested(JsonTypes.OBJECT, data, at, record);
            case '[' -> readPlainNested(JsonTypes.ARRAY, data, at, record);
            default -> readPlainNumber(data, at, record);
        };
    }

    /**
     * Takes a value that stands in the row's text as it is to be kept, if there is no doubt that {@link #read} would take it.
     *
     * @param start  where its bytes begin, if it has any
     * @param length of its bytes
     */
    boolean takePlain(ValueKind kind, int start, int length, RecordBuffer record) {
        if (!record.isAbsent(position)) {
            return false;
        }
        return switch (kind) {
            case ABSENT -> true;
            case NULL -> !isKey && put(JsonTypes.NULL, kind, start, record) >= 0;
            case TRUE -> put(JsonTypes.TRUE, kind, start, record) >= 0;
            case FALSE -> put(JsonTypes.FALSE, kind, start, record) >= 0;
            case STRING -> put(JsonTypes.STRING, STRING_INDEX, kind, start, length, record);
            case INTEGER -> put(JsonTypes.INTEGER, INTEGER_INDEX, kind, start, length, record);
            case DECIMAL -> !tellsWholeNumbers && put(JsonTypes.FRACTION, FRACTION_INDEX, kind, start, length, record);
            case JSON -> readPlain(start, record) >= 0;
        };
    }

    private int readPlainString(byte[] data, int start, RecordBuffer record) {
        int close = PlainJson.plainEnd(data, start);
        int end = close;
        if (data[close] != '"') {
            long decoded = PlainJson.decode(data, close);
            if (decoded < 0) {
                return PlainJson.DOUBT;
            }
            end = (int) (decoded >>> 32);
            close = (int) decoded;
        }
        return put(JsonTypes.STRING, STRING_INDEX, ValueKind.STRING, start, end - start, record)
                ? close + 1
                : PlainJson.DOUBT;
    }

    private int readPlainNumber(byte[] data, int start, RecordBuffer record) {
        int end = PlainJson.afterInteger(data, start);
        if (end < 0) {
            return PlainJson.DOUBT;
        }
        if (!PlainJson.isFraction(data, end)) {
            return put(JsonTypes.INTEGER, INTEGER_INDEX, ValueKind.INTEGER, start, end - start, record)
                    ? end
                    : PlainJson.DOUBT;
        }
        end = PlainJson.afterFraction(data, end);
        if (end < 0 || tellsWholeNumbers) {
            return PlainJson.DOUBT;
        }
        return put(JsonTypes.FRACTION, FRACTION_INDEX, ValueKind.DECIMAL, start, end - start, record)
                ? end
                : PlainJson.DOUBT;
    }

    private int readPlainNested(int bit, byte[] data, int start, RecordBuffer record) {
        boolean isShaped = (incomplete & bit) != 0 && shape.isPresent();
        int end = isShaped ? shape.get().after(data, start) : PlainJson.afterValue(data, start);
        if (end < 0) {
            return PlainJson.DOUBT;
        }
        record.put(position, ValueKind.JSON, start, end - start);
        boolean isAccepted = isShaped ? types.admits(bit) : accepts(bit, Integer.numberOfTrailingZeros(bit), record);
        return isAccepted ? end : PlainJson.DOUBT;
    }

    private boolean put(int bit, int index, ValueKind kind, int start, int length, RecordBuffer record) {
        record.put(position, kind, start, length);
        return accepts(bit, index, record);
    }

    private int put(int bit, ValueKind kind, int end, RecordBuffer record) {
        record.put(position, kind);
        return end >= 0 && accepts(bit, Integer.numberOfTrailingZeros(bit), record) ? end : PlainJson.DOUBT;
    }

    private boolean accepts(int bit, int index, RecordBuffer record) {
        if (!types.admits(bit)) {
            return false;
        }
        for (ValueCheck check : checks[index]) {
            if (!record.holds(position, check)) {
                return false;
            }
        }
        return (incomplete & bit) == 0 || validator == null || validator.accepts(OrgJson.of(record.record(), position));
    }

    private void readNull(RecordBuffer record) {
        if (isKey) {
            throw new RecordException(
                    InvalidRule.NULL_KEY, "key property \"%s\" is null; a key has to have a value".formatted(path));
        }
        admit(JsonTypes.NULL, "null");
        record.put(position, ValueKind.NULL);
        check(JsonTypes.NULL, record);
    }

    /** Where only whole numbers are asked for, 1.0 is one (JSON Schema draft 6, 6.1.1) and is kept as 1. */
    private void readDecimal(JsonParser parser, RecordBuffer record) throws IOException {
        if (!ExactNumber.isReadable(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
            throw refused(
                    InvalidRule.INVALID,
                    "has an exponent past %d, which is not read".formatted(ExactNumber.MAX_EXPONENT));
        }
        int bit = JsonTypes.FRACTION;
        if (tellsWholeNumbers) {
            BigDecimal number = new BigDecimal(parser.getText());
            bit = ExactNumber.isWhole(number) ? JsonTypes.INTEGER : JsonTypes.FRACTION;
            admit(bit, "a number with a fraction");
            if (!types.admits(JsonTypes.FRACTION)) {
                record.put(
                        position, ValueKind.INTEGER, number.toBigIntegerExact().toString());
                check(bit, record);
                return;
            }
        }
        admit(bit, "a number");
        putText(ValueKind.DECIMAL, parser, record);
        check(bit, record);
    }

    private void readNested(JsonToken token, JsonParser parser, byte[] line, int offset, RecordBuffer record)
            throws IOException {
        boolean isObject = token == JsonToken.START_OBJECT;
        int bit = isObject ? JsonTypes.OBJECT : JsonTypes.ARRAY;
        admit(bit, isObject ? "an object" : "an array");
        int start = offset + (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = offset + (int) parser.currentLocation().getByteOffset();
        record.put(position, ValueKind.JSON, line, start, end - start);
        check(bit, record);
    }

    /** A string that needs no decoding is copied as it stands in the line; the parser passes over it later, and checks it. */
    private void putString(JsonParser parser, byte[] line, int offset, RecordBuffer record) throws IOException {
        int start = offset + (int) parser.currentTokenLocation().getByteOffset() + 1;
        int length = Utf8.plainLength(line, start);
        if (length >= 0) {
            record.put(position, ValueKind.STRING, line, start, length);
        } else {
            putText(ValueKind.STRING, parser, record);
        }
    }

    private void putText(ValueKind kind, JsonParser parser, RecordBuffer record) throws IOException {
        char[] characters = parser.getTextCharacters();
        record.put(position, kind, characters, parser.getTextOffset(), parser.getTextLength());
    }

    private void check(int bit, RecordBuffer record) {
        for (ValueCheck check : checks[Integer.numberOfTrailingZeros(bit)]) {
            if (!record.holds(position, check)) {
                throw refused(check.rule(), check.complaint());
            }
        }
        if ((incomplete & bit) != 0 && validator != null) {
            validator.check(Optional.of(path), OrgJson.of(record.record(), position));
        }
    }

    private void admit(int bit, String found) {
        if (!types.admits(bit)) {
            throw refused(InvalidRule.INVALID, "has to be %s, found %s (type)".formatted(types.describe(), found));
        }
    }

    private RecordException refused(InvalidRule rule, String complaint) {
        return new RecordException(rule, "property \"%s\" %s".formatted(path, complaint));
    }
}
