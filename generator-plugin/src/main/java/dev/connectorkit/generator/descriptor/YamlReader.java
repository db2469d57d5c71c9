package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML strictly: as JSON with fewer quotes. A repeated key, an alias, a tag, a second document, {@code yes} for
 * true or {@code 010} for a number is a problem with its place, and not a guess. Used once, by one thread.
 */
final class YamlReader {
    private static final YAMLFactory YAML = YAMLFactory.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?([eE][+-]?[0-9]{1,3})?");

    private final String file;
    private final Map<JsonPointer, Place> keys = new HashMap<>();
    private final Map<JsonPointer, Place> values = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<JsonPointer> unclear = new HashSet<>();

    YamlReader(String file) {
        this.file = file;
    }

    /** Gives the document, with an empty object for a root where the text is not YAML at all. */
    YamlDocument read(String text) {
        JsonNode root = NODES.objectNode();
        try (YAMLParser parser = YAML.createParser(text)) {
            root = readDocument(parser);
        } catch (JsonProcessingException e) {
            problems.add(notYaml(e, text));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
        return new YamlDocument(file, root, keys, values, problems, unclear);
    }

    private JsonNode readDocument(YAMLParser parser) throws IOException {
        if (parser.nextToken() == null) {
            report(Place.START, JsonPointer.empty(), "is empty; a connector needs name, package and architecture");
            return NODES.objectNode();
        }
        JsonNode root = readValue(parser, JsonPointer.empty());
        if (parser.nextToken() != null) {
            report(
                    placeOf(parser),
                    JsonPointer.empty(),
                    "a second document begins here; one file describes one connector");
        }
        return root;
    }

    private JsonNode readValue(YAMLParser parser, JsonPointer pointer) throws IOException {
        Place place = placeOf(parser);
        values.putIfAbsent(pointer, place);
        if (parser.isCurrentAlias()) {
            return unclear(
                    place,
                    pointer,
                    parser.getText(),
                    "is a YAML alias (*" + parser.getText() + "); write the value out");
        }
        if (parser.getTypeId() != null) {
            report(place, pointer, "has a YAML tag (" + parser.getTypeId() + "); leave the tag out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, pointer);
            case START_ARRAY -> readArray(parser, pointer);
            default -> readScalar(parser, pointer, place);
        };
    }

    private ObjectNode readObject(YAMLParser parser, JsonPointer pointer) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place place = placeOf(parser);
            JsonPointer member = pointer.appendProperty(key);
            Place first = keys.putIfAbsent(member, place);
            parser.nextToken();
            if (first == null) {
                object.set(key, readValue(parser, member));
            } else {
                report(place, member, "is there twice, first on line " + first.line() + "; leave one out");
                parser.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode readArray(YAMLParser parser, JsonPointer pointer) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            array.add(readValue(parser, pointer.appendIndex(index)));
        }
        return array;
    }

    private JsonNode readScalar(YAMLParser parser, JsonPointer pointer, Place place) throws IOException {
        String text = parser.getText();
        return switch (parser.currentToken()) {
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_TRUE, VALUE_FALSE -> readBoolean(text, pointer, place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser.currentToken(), text, pointer, place);
            default -> isNothing(parser) ? NODES.nullNode() : NODES.textNode(text);
        };
    }

    /** YAML 1.1 reads yes, no, on, off and True as booleans; an author who writes {@code allowed: [on, off]} means text. */
    private JsonNode readBoolean(String text, JsonPointer pointer, Place place) {
        if (!text.equals("true") && !text.equals("false")) {
            return unclear(
                    place,
                    pointer,
                    text,
                    text + " without quotes is unclear; write true, false, or " + Words.quoted(text));
        }
        return NODES.booleanNode(text.equals("true"));
    }

    /** YAML 1.1 reads 010 as 8, 1_000 as 1000 and 0x1F as 31, and has infinities. */
    private JsonNode readNumber(JsonToken token, String text, JsonPointer pointer, Place place) {
        if (!NUMBER.matcher(text).matches()) {
            return unclear(
                    place,
                    pointer,
                    text,
                    text + " is no JSON number, such as 10 or 0.5; put it in quotes if it is text");
        }
        return token == JsonToken.VALUE_NUMBER_INT
                ? NODES.numberNode(new BigInteger(text))
                : DecimalNode.valueOf(new BigDecimal(text));
    }

    /** Whether nothing is written where the value should be; {@code ""} is something. */
    private static boolean isNothing(YAMLParser parser) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        JsonLocation end = parser.currentLocation();
        return parser.getText().isEmpty()
                && start.getLineNr() == end.getLineNr()
                && start.getColumnNr() == end.getColumnNr();
    }

    /** Reports a value, and gives something that stands for it in the tree. */
    private JsonNode unclear(Place place, JsonPointer pointer, String value, String text) {
        report(place, pointer, text);
        unclear.add(pointer);
        return NODES.textNode(value);
    }

    private void report(Place place, JsonPointer pointer, String text) {
        problems.add(new Problem(file, place, YamlDocument.path(pointer), text));
    }

    private static Place placeOf(YAMLParser parser) {
        return placeOf(parser.currentTokenLocation());
    }

    private static Place placeOf(JsonLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private Problem notYaml(JsonProcessingException e, String text) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return new Problem(
                    file,
                    placeOf(marked.getProblemMark()),
                    "(yaml)",
                    oneLine(marked.getProblem()) + whileDoing(marked));
        }
        if (e.getCause() instanceof ReaderException reader) {
            String before = text.substring(0, text.offsetByCodePoints(0, reader.getPosition()));
            return new Problem(
                    file,
                    Place.after(before),
                    "(yaml)",
                    "the character U+%04X is not allowed; write it as an escape in double quotes"
                            .formatted(reader.getCodePoint()));
        }
        Place place = e.getLocation() == null ? Place.START : placeOf(e.getLocation());
        boolean isKey = e.getOriginalMessage().startsWith("Expected a field name");
        return new Problem(
                file, place, "(yaml)", isKey ? "a key has to be plain text" : oneLine(e.getOriginalMessage()));
    }

    /** Where a construct begins that turned out wrong later: a quote that is never closed shows only at the end. */
    private static String whileDoing(MarkedYAMLException marked) {
        Mark context = marked.getContextMark();
        return marked.getContext() == null || context == null
                ? ""
                : " (%s that begins on line %d)".formatted(oneLine(marked.getContext()), context.getLine() + 1);
    }

    private static Place placeOf(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }
}
