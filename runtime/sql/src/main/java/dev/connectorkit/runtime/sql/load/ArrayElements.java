package dev.connectorkit.runtime.sql.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a JSON array as values of a column type. Safe for threads. */
final class ArrayElements {
    /** What the line that it came in keeps to, it keeps to. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What the decimals of all databases here take. */
    private static final int MAX_WHOLE_DIGITS = 100_000;

    private static final int MAX_FRACTION_DIGITS = 16_383;

    private final FieldReader reader;
    private final ColumnType element;

    ArrayElements(FieldReader reader, ColumnType element) {
        this.reader = reader;
        this.element = element;
    }

    /** A parser that is at the beginning of the property's array. */
    JsonParser open(StreamRecord record) throws IOException {
        int position = reader.position();
        if (record.kind(position) != ValueKind.JSON) {
            throw reader.wrongKind(record);
        }
        JsonParser parser = JSON.createParser(record.data(), record.offset(position), record.length(position));
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw reader.wrongKind(record);
        }
        return parser;
    }

    /** Checks that the property is an array, and each element null or a value of the type. */
    void require(StreamRecord record) {
        try (JsonParser parser = open(record)) {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_NULL && !admits(parser, token)) {
                    throw reader.wrongElement();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read once cannot be read again", e);
        }
    }

    /** Whether the scalar that the parser is at is a value of the type. */
    boolean admits(JsonParser parser, JsonToken token) throws IOException {
        if (element instanceof Text) {
            return token.isScalarValue();
        }
        if (element instanceof Bool) {
            return token.isBoolean();
        }
        if (!token.isNumeric()) {
            return false;
        }
        if (element instanceof Whole whole) {
            return token == JsonToken.VALUE_NUMBER_INT && whole.holds(parser.getBigIntegerValue());
        }
        if (element instanceof Floating floating) {
            String binary = floating.bits() == 32
                    ? Float.toString(parser.getFloatValue())
                    : Double.toString(parser.getDoubleValue());
            return !binary.endsWith("Infinity") && new BigDecimal(binary).compareTo(parser.getDecimalValue()) == 0;
        }
        return element instanceof Decimal decimal && fits(parser.getDecimalValue(), decimal);
    }

    private static boolean fits(BigDecimal number, Decimal type) {
        long wholeDigits = (long) number.precision() - number.scale();
        if (wholeDigits > MAX_WHOLE_DIGITS || number.scale() > MAX_FRACTION_DIGITS) {
            return false;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return !type.isBounded() || (stripped.scale() <= type.scale().getAsInt() && wholeDigits <= type.wholeDigits());
    }

    /** The elements of an array that {@link #require} has let pass, null or as the driver takes values of the type. */
    List<@Nullable Object> of(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            List<@Nullable Object> elements = new ArrayList<>();
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                elements.add(token == JsonToken.VALUE_NULL ? null : value(parser));
            }
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read once cannot be read again", e);
        }
    }

    private Object value(JsonParser parser) throws IOException {
        if (element instanceof Text) {
            return parser.getText();
        }
        if (element instanceof Bool) {
            return parser.getBooleanValue();
        }
        if (element instanceof Floating floating) {
            return floating.bits() == 32 ? (Object) parser.getFloatValue() : (Object) parser.getDoubleValue();
        }
        if (element instanceof Decimal decimal) {
            BigDecimal number = parser.getDecimalValue();
            return decimal.isBounded() ? number.setScale(decimal.scale().getAsInt()) : number;
        }
        return switch (((Whole) element).bits()) {
            case 8 -> parser.getByteValue();
            case 16 -> parser.getShortValue();
            case 32 -> parser.getIntValue();
            case 64 -> parser.getLongValue();
            default -> parser.getBigIntegerValue();
        };
    }
}
