package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are read without a parser: nothing may tell them from those that are read by one. */
class PlainReadingTest {
    private static final ObjectNode SCHEMA = (ObjectNode) Records.json("""
            {"properties": {
                "id": {"type": "integer"},
                "price": {"type": ["null", "number"], "multipleOf": 0.01, "minimum": 0},
                "ratio": {"type": ["null", "number"]},
                "at": {"type": ["null", "string"], "format": "date-time"},
                "name": {"type": ["null", "string"], "maxLength": 12},
                "état": {"type": ["null", "string"], "enum": ["a", "é", null]},
                "ok": {"type": ["null", "boolean"]},
                "home": {"type": ["null", "object"], "required": ["city"], "properties": {
                    "city": {"type": ["null", "string"], "maxLength": 5},
                    "geo": {"type": "object", "additionalProperties": false, "properties": {
                        "lat": {"type": "number", "maximum": 90}, "lon": {"type": ["integer", "null"]}}}}},
                "tags": {"type": "array", "maxItems": 3, "items": {"type": ["null", "string"]}},
                "any": {},
                "either": {"anyOf": [{"type": "array", "items": {"type": "integer"}, "uniqueItems": true}, {"type": "null"}]}},
             "required": ["id"]}
            """);

    private static final List<String> LINES = List.of(
            "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"id\":1,\"price\":12.50,\"ratio\":5e-05,\"at\":\"2024-02-29T23:59:60+05:30\",\"name\":\"Zoë \\\"x\\\" 😀\",\"état\":\"é\",\"ok\":true,\"home\":{\"city\":\"Köln\",\"geo\":{\"lat\":1.5,\"lon\":null}},\"tags\":[\"a\",null],\"any\":[1,{\"b\":[]}],\"either\":[1,2]},\"time_extracted\":\"2024-06-01T00:00:00Z\"}",
            "{\"type\": \"RECORD\", \"stream\": \"s\", \"record\": {\"any\": -0.0e+10, \"id\": -0, \"name\": \"\\u00e9\\ud83d\\ude00\\n\\t\", \"ok\": null, \"home\": null, \"tags\": [], \"either\": null}, \"version\": 17, \"time_extracted\": \"x\"} ",
            " { \"stream\" : \"s\" , \"type\" : \"RECORD\" , \"version\" : 3 , \"record\" : { \"tags\" : [ \"\\u0041\" , \"b\" ] , \"id\" : 123456789012345678901234567890 , \"home\" : { \"x\" : { } , \"city\" : \"a\" } , \"other\" : [ { } , 1E5 ] } } ",
            "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{}}",
            "{\"type\":\"RECORD\",\"stream\":\"\u00fc\",\"record\":{\"id\":7}}\r");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"price\":12.5,\"at\":\"2024-02-29T23:59:59.123456Z\",\"name\":\"李小龙\",\"ok\":true}",
                "{\"id\": -1, \"price\": null, \"ratio\": 1e-7, \"name\": \"line\\none \\u00e9 \\ud83d\\ude00\"}",
                "{\"ok\":false,\"id\":12345678901234567890,\"any\":{\"a\":[{\"b\":\"\\ud800\"}]}}",
                "{\"id\":1,\"home\":{\"city\":\"Köln\",\"geo\":{\"lon\":1,\"lat\":89.9},\"zip\":[1]},\"tags\":[\"x\",null,\"\\n\"]}",
                "{ \"id\" : 1 , \"either\" : [ 3 , 1 ] }"
            })
    void ofWhatTapsSendNothingIsLeftToTheParser(String json) {
        assertThat(Records.readPlain(Records.reader(SCHEMA), json)).isPresent();
        Records.read(Records.reader(SCHEMA), json);
    }

    @Test
    void aPropertyThatTheSchemaDoesNotKnowIsLeftToTheParserOnce() {
        JsonRecordReader reader = Records.reader(SCHEMA);
        String json = "{\"id\":1,\"other\":[1]}";
        assertThat(Records.readPlain(reader, json)).isEmpty();
        Records.read(reader, json);
        assertThat(Records.readPlain(reader, json)).isPresent();
    }

    /** A name that looks like a piece of a record, once it is put in quotes. */
    @Test
    void aNameIsNotFoundInTheMiddleOfText() {
        ObjectNode schema = (ObjectNode) Records.json("{\"properties\":{\"a\\\":1,\\\"b\":{},\"a\":{},\"b\":{}}}");
        assertThat(Records.read(Records.reader(schema), "{\"a\":1,\"b\":2}").toJson())
                .isEqualTo("{\"a\":1,\"b\":2}");
    }

    /** Lines that taps may send, and lines that are broken at random, with a newline behind them and without one: then the parser reads. */
    @Property(tries = 5000)
    void aLineSaysTheSameWhoeverReadsIt(@ForAll("lines") byte[] line) {
        byte[] terminated = new byte[line.length + 1];
        System.arraycopy(line, 0, terminated, 0, line.length);
        terminated[line.length] = '\n';
        assertThat(outcome(terminated))
                .as(new String(line, StandardCharsets.UTF_8))
                .isEqualTo(outcome(line));
    }

    @Provide
    Arbitrary<byte[]> lines() {
        Arbitrary<Tuple3<Integer, Integer, byte[]>> change = Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.oneOf(
                                        Arbitraries.of(
                                                "\"",
                                                "\\",
                                                "{",
                                                "}",
                                                "[",
                                                "]",
                                                ",",
                                                ":",
                                                "0",
                                                "-",
                                                ".",
                                                "e",
                                                "1e400",
                                                "null",
                                                "true",
                                                " ",
                                                "\t",
                                                "\\u0000",
                                                "\\ud83d",
                                                "\\x",
                                                "\u0001",
                                                "\"id\":1,",
                                                "\"type\":\"RECORD\",",
                                                "\"version\":null,",
                                                "1.0",
                                                "01"),
                                        Arbitraries.strings()
                                                .withChars("é😀߿ࠀ\uFFFF")
                                                .ofMaxLength(2))
                                .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .as(Tuple::of);
        Arbitrary<Tuple3<Integer, Integer, byte[]>> byteChange = Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.bytes()
                                .filter(b -> b != '\n')
                                .array(byte[].class)
                                .ofMaxSize(2))
                .as(Tuple::of);
        return Combinators.combine(
                        Arbitraries.of(LINES).map(line -> line.getBytes(StandardCharsets.UTF_8)),
                        Arbitraries.oneOf(change, byteChange).list().ofMaxSize(2))
                .as(PlainReadingTest::changed);
    }

    private static byte[] changed(byte[] line, List<Tuple3<Integer, Integer, byte[]>> changes) {
        byte[] changed = line;
        for (Tuple3<Integer, Integer, byte[]> change : changes) {
            int at = change.get1() % (changed.length + 1);
            int behind = Math.min(changed.length, at + change.get2());
            byte[] next = new byte[changed.length - (behind - at) + change.get3().length];
            System.arraycopy(changed, 0, next, 0, at);
            System.arraycopy(change.get3(), 0, next, at, change.get3().length);
            System.arraycopy(changed, behind, next, at + change.get3().length, changed.length - behind);
            changed = next;
        }
        return changed;
    }

    /** What a line comes to; a line that is cut off is no JSON either. */
    private static String outcome(byte[] line) {
        Rows rows = new Rows();
        try {
            MessageReader messages = new MessageReader(new ByteArrayInputStream(line), 1024 * 1024, true);
            while (messages.next(rows)) {
                assertThat(rows.text.length()).isLessThan(100_000);
            }
        } catch (ConnectorException e) {
            String problem = String.valueOf(e.getMessage());
            boolean isBroken = problem.contains("not JSON") || problem.contains("the middle of a message");
            rows.text.append(isBroken ? "broken" : problem);
        }
        return rows.text.toString();
    }

    private static final class Rows implements MessageHandler {
        private final StringBuilder text = new StringBuilder();
        private final JsonRecordReader reader = Records.reader(SCHEMA);

        @Override
        public void onRecord(RecordMessage message) throws IOException {
            message.readInto(reader);
            text.append(message.stream())
                    .append(message.line())
                    .append(message.timeExtracted())
                    .append(message.version())
                    .append(message.text())
                    .append(Records.text(reader.record().record()));
        }

        @Override
        public void onSchema(SchemaMessage message) {
            text.append("schema");
        }

        @Override
        public void onState(StateMessage message) {
            text.append("state");
        }

        @Override
        public void onActivateVersion(ActivateVersionMessage message) {
            text.append("version");
        }

        @Override
        public void onBatch(BatchMessage message) {
            text.append("batch");
        }
    }
}
