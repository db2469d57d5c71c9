package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.math.BigDecimal;
import org.json.JSONArray;
import org.json.JSONObject;

/** JSON as the objects that Everit reads; numbers are exact, and equal ones are equal objects. */
final class OrgJson {
    private static final JsonFactory FACTORY = Json.lines(RecordLayout.MAX_ROW_BYTES);

    private OrgJson() {}

    /**
     * JSON text that has been tokenised before, and so is known to be valid.
     *
     * @param place what it is, for messages
     * @throws RecordException if a number's exponent is too large to be read
     */
    static Object parse(byte[] data, int offset, int length, String place) {
        try (JsonParser parser = FACTORY.createParser(data, offset, length)) {
            parser.nextToken();
            return value(parser, place);
        } catch (IOException e) {
            throw new IllegalStateException("JSON that was read before cannot be read again", e);
        }
    }

    /** The value of a property. */
    static Object of(StreamRecord record, int position) {
        return switch (record.kind(position)) {
            case TRUE -> true;
            case FALSE -> false;
            case INTEGER, DECIMAL -> number(record.text(position));
            case STRING -> record.text(position);
            case JSON ->
                parse(
                        record.data(),
                        record.offset(position),
                        record.length(position),
                        "property \"%s\""
                                .formatted(record.schema()
                                        .properties()
                                        .get(position)
                                        .name()));
            case NULL, ABSENT -> JSONObject.NULL;
        };
    }

    private static Number number(String text) {
        return ExactNumber.canonical(new BigDecimal(text));
    }

    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                JSONObject object = new JSONObject();
                node.properties().forEach(entry -> object.put(entry.getKey(), of(entry.getValue())));
                yield object;
            }
            case ARRAY -> {
                JSONArray array = new JSONArray();
                node.forEach(item -> array.put(of(item)));
                yield array;
            }
            case NUMBER -> ExactNumber.canonical(node.decimalValue());
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            default -> JSONObject.NULL;
        };
    }

    private static Object value(JsonParser parser, String place) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> array(parser, place);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> number(parser.getText());
            case VALUE_NUMBER_FLOAT -> decimal(parser, place);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> JSONObject.NULL;
        };
    }

    private static Number decimal(JsonParser parser, String place) throws IOException {
        if (!ExactNumber.isReadable(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
            throw new RecordException(
                    InvalidRule.INVALID,
                    "%s holds a number with an exponent past %d, which is not read"
                            .formatted(place, ExactNumber.MAX_EXPONENT));
        }
        return number(parser.getText());
    }

    private static JSONObject object(JsonParser parser, String place) throws IOException {
        JSONObject object = new JSONObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser, place));
        }
        return object;
    }

    private static JSONArray array(JsonParser parser, String place) throws IOException {
        JSONArray array = new JSONArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.put(value(parser, place));
        }
        return array;
    }
}
