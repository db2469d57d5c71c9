package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the value of one property into the row and checks it on the way. */
class PropertyReader {
    private static final int INTEGER_INDEX = Integer.numberOfTrailingZeros(JsonTypes.INTEGER);
    private static final int FRACTION_INDEX = Integer.numberOfTrailingZeros(JsonTypes.FRACTION);

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
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            checks[index] = rules.rules().checks(index).toArray(new ValueCheck[0]);
        }
        this.tellsWholeNumbers = types.admits(JsonTypes.INTEGER) != types.admits(JsonTypes.FRACTION)
                || (incomplete & JsonTypes.INTEGER) == 0 != ((incomplete & JsonTypes.FRACTION) == 0)
                || !rules.rules().checks(INTEGER_INDEX).equals(rules.rules().checks(FRACTION_INDEX));
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
