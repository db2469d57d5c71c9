package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles schemas and reads records in tests, as a stream does. */
final class Records {
    private static final int MAX_BYTES = 1024 * 1024;

    private Records() {}

    static JsonNode json(String text) {
        try {
            return Json.trees(MAX_BYTES).readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A validating reader of a stream {@code s} without keys. */
    static JsonRecordReader reader(JsonNode schema) {
        List<Property> properties = SchemaCompiler.properties("s", (ObjectNode) schema, List.of());
        StreamSchema stream = new StreamSchema("s", properties, List.of());
        return new JsonRecordReader(
                stream, properties, RecordRules.of("s", (ObjectNode) schema), new ArrayList<String>()::add);
    }

    /** Reads by the parser; what can be read without one has to be the same, whatever a test looks at. */
    static StreamRecord read(JsonRecordReader reader, String json) {
        Optional<String> plain = readPlain(reader, json);
        byte[] line = ("  " + json).getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = Json.lines(MAX_BYTES).createParser(line, 2, line.length - 2)) {
            parser.nextToken();
            reader.read(parser, line, 2);
        } catch (RecordException e) {
            assertThat(plain)
                    .as("read without the parser that refuses %s", json)
                    .isEmpty();
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StreamRecord record = reader.record().record();
        plain.ifPresent(text -> assertThat(text).isEqualTo(text(record)));
        return record;
    }

    /** The row that comes of reading without a parser, as text; empty where that leaves doubt. */
    static Optional<String> readPlain(JsonRecordReader reader, String json) {
        byte[] text = (" " + json).getBytes(StandardCharsets.UTF_8);
        int end = reader.readPlain(text, 1, text.length);
        if (end < 0) {
            return Optional.empty();
        }
        assertThat(new String(text, end, text.length - end, StandardCharsets.UTF_8))
                .isBlank();
        return Optional.of(text(reader.record().record()));
    }

    /** A row with the kinds of its values. */
    static String text(StreamRecord record) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < record.schema().properties().size(); i++) {
            text.append(record.kind(i))
                    .append(record.isNull(i) ? "" : " " + record.text(i))
                    .append('\n');
        }
        return text.toString();
    }
}
