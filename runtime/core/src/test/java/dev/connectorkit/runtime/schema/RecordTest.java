package dev.connectorkit.runtime.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {
    private static final String SCHEMA = """
            {"properties": {
              "id": {"type": "integer"},
              "name": {"type": ["null", "string"]},
              "price": {"type": ["null", "number"]},
              "ok": {"type": ["boolean", "null"]},
              "tags": {"type": ["array", "null"]},
              "any": {}
            }}""";

    @Test
    void keepsWhatTheSourceSent() throws IOException {
        StreamRecord record = read(
                SCHEMA,
                "{\"id\":18446744073709551616,\"name\":\"a\\u00e9\\ud83d\\ude00\\n\\u0000\",\"price\":12345678901234567890.12345678901234567890,"
                        + "\"ok\":true,\"tags\": [1, {\"x\" : \"\\u0041\"}],\"any\":1e2}");
        assertThat(record.value("id")).isEqualTo(new BigInteger("18446744073709551616"));
        assertThat(record.value("name")).isEqualTo("aé😀\n\0");
        assertThat(record.value("price")).isEqualTo(new BigDecimal("12345678901234567890.12345678901234567890"));
        assertThat(record.value("ok")).isEqualTo(true);
        assertThat(record.value("tags")).isEqualTo("[1, {\"x\" : \"\\u0041\"}]");
        assertThat(record.text(5)).isEqualTo("1e2");
    }

    @Test
    void tellsNullFromAbsent() throws IOException {
        StreamRecord record = read(SCHEMA, "{\"id\":-7,\"name\":null}");
        assertThat(record.integer(0)).isEqualTo(-7);
        assertThat(record.isNull(1)).isTrue();
        assertThat(record.isAbsent(1)).isFalse();
        assertThat(record.isAbsent(2)).isTrue();
        assertThat(record.asMap()).containsOnlyKeys("id", "name").containsEntry("name", null);
        assertThat(record.toJson()).isEqualTo("{\"id\":-7,\"name\":null}");
    }

    @Test
    void readsPropertiesInAnyOrder() throws IOException {
        assertThat(read(SCHEMA, "{\"ok\":false,\"unknown\":{\"a\":[1]},\"price\":0.10,\"id\":1,\"name\":\"q\\\"\"}")
                        .toJson())
                .isEqualTo("{\"id\":1,\"name\":\"q\\\"\",\"price\":0.10,\"ok\":false}");
    }

    @Test
    void takesOnePointZeroForAnInteger() throws IOException {
        assertThat(read(SCHEMA, "{\"id\":1.0}").toJson()).isEqualTo("{\"id\":1}");
        assertThat(read(SCHEMA, "{\"id\":12e2}").toJson()).isEqualTo("{\"id\":1200}");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"1"}                     | INVALID  | property "id" has to be integer, found a string (type)
            {"id":1.5}                     | INVALID  | property "id" has to be integer, found a number with a fraction (type)
            {"id":1e999999999}             | INVALID  | property "id" has an exponent past 1000, which is not read
            {"id":null}                    | NULL_KEY | key property "id" is null; a key has to have a value
            {"name":"x"}                   | NULL_KEY | key property "id" is missing
            {"id":1,"id":2}                | INVALID  | property "id" stands twice in the record
            {"id":1,"tags":{}}             | INVALID  | property "tags" has to be array or null, found an object (type)
            {"id":1,"name":"\\ud800x"}     | NUL      | property "name" holds a lone surrogate, which is no character
            """)
    void refusesWhatTheSchemaDoes(String json, InvalidRule rule, String message) {
        assertThatThrownBy(() -> read(SCHEMA, json)).isInstanceOfSatisfying(RecordException.class, e -> {
            assertThat(e.rule()).isEqualTo(rule);
            assertThat(e).hasMessage(message);
        });
    }

    @net.jqwik.api.Property(tries = 1000)
    void keepsEveryString(@ForAll String text, @ForAll boolean escaped) throws IOException {
        Assume.that(UTF_8.newEncoder().canEncode(text));
        String json = Json.trees(1024 * 1024)
                .writer()
                .with(escaped ? JsonWriteFeature.ESCAPE_NON_ASCII : JsonWriteFeature.QUOTE_FIELD_NAMES)
                .writeValueAsString(text);
        StreamRecord record = read(SCHEMA, "{\"id\":1,\"name\":" + json + "}");
        assertThat(record.text(1)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C3", "80", "C3C3", "E18022", "EDA080", "F08080", "F0808080", "F5808080", "FF", "0A"})
    void refusesStringsThatAreNoUtf8(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] line = "{\"id\":1,\"name\":\"abcdefgh........\",\"ok\":true}".getBytes(UTF_8);
        System.arraycopy(bad, 0, line, 24, bad.length);
        JsonRecordReader reader = reader(SCHEMA, true, new ArrayList<>());
        assertThatThrownBy(() -> {
                    try (JsonParser parser = Json.lines(1024).createParser(line)) {
                        parser.nextToken();
                        reader.read(parser, line, 0);
                    }
                })
                .isInstanceOfAny(JsonParseException.class, RecordException.class);
    }

    @Test
    void saysOnceWhichPropertiesAreLeftOut() throws IOException {
        List<String> unknown = new ArrayList<>();
        JsonRecordReader reader = reader(SCHEMA, true, unknown);
        read(reader, "{\"id\":1,\"x\":1}");
        read(reader, "{\"id\":2,\"x\":1,\"y\":[]}");
        assertThat(unknown).containsExactly("x", "y");
    }

    @Test
    void checksNothingButKeysWhenValidationIsOff() throws IOException {
        JsonRecordReader reader = reader(SCHEMA, false, new ArrayList<>());
        assertThat(read(reader, "{\"id\":\"x\",\"ok\":5}").toJson()).isEqualTo("{\"id\":\"x\",\"ok\":5}");
        assertThatThrownBy(() -> read(reader, "{\"id\":null}")).isInstanceOf(RecordException.class);
    }

    private static StreamRecord read(String schema, String json) throws IOException {
        return read(reader(schema, true, new ArrayList<>()), json);
    }

    private static StreamRecord read(JsonRecordReader reader, String json) throws IOException {
        byte[] line = ("  " + json).getBytes(UTF_8);
        try (JsonParser parser = Json.lines(1024 * 1024).createParser(line, 2, line.length - 2)) {
            parser.nextToken();
            reader.read(parser, line, 2);
        }
        return reader.record().record();
    }

    private static JsonRecordReader reader(String schemaJson, boolean validate, List<String> unknown) {
        try {
            ObjectNode schema = (ObjectNode) Json.trees(1024 * 1024).readTree(schemaJson);
            List<Property> properties = SchemaCompiler.properties("s", schema, List.of("id"));
            StreamSchema stream = new StreamSchema("s", properties, List.of("id"));
            return new JsonRecordReader(
                    stream, properties, validate ? RecordRules.of("s", schema) : RecordRules.none(), unknown::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
