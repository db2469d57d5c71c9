package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    static StreamRecord read(JsonRecordReader reader, String json) {
        byte[] line = ("  " + json).getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = Json.lines(MAX_BYTES).createParser(line, 2, line.length - 2)) {
            parser.nextToken();
            reader.read(parser, line, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.record().record();
    }
}
