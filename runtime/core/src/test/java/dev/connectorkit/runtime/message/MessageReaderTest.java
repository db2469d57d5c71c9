package dev.connectorkit.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    @Test
    void handsOnEachMessageInOrder() {
        assertThat(read("""
                        {"type":"SCHEMA","stream":"s","schema":{"properties":{}},"key_properties":["id"]}

                        {"type":"record","stream":"s","record":{"id":1},"time_extracted":"2024-01-01T00:00:00Z","version":7}
                        {"type":"State","value": {"bookmarks" : {"s":1.50}} }
                        {"type":"ACTIVATE_VERSION","stream":"s","version":3}
                        {"type":"BATCH","stream":"s","encoding":{"format":"jsonl"},"manifest":["file://a"]}
                        """))
                .containsExactly(
                        "schema s [id] {\"properties\":{}}",
                        "record s {\"id\":1} 2024-01-01T00:00:00Z 7 line 3",
                        "state {\"bookmarks\" : {\"s\":1.50}}",
                        "activate s 3",
                        "batch s [file://a]");
    }

    @Test
    void readsLinesThatItIsGivenOneByOne() {
        MessageReader reader = MessageReader.ofLines(1_000, false);
        Recorder recorder = new Recorder();
        byte[] text = new byte[200];
        for (String line : List.of(
                "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"id\":1,\"name\":\"x\"}}",
                "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"id\":2}}",
                "{\"type\":\"STATE\",\"value\":3}")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, text, 0, bytes.length);
            Arrays.fill(text, bytes.length, text.length, (byte) 0);
            reader.read(text, bytes.length, recorder);
        }
        assertThat(recorder.seen)
                .containsExactly(
                        "record s {\"id\":1,\"name\":\"x\"} - - line 1", "record s {\"id\":2} - - line 2", "state 3");
        assertThat(reader.next(recorder)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"record\":{\"a\":[1,{\"b\":2}]},\"type\":\"RECORD\",\"stream\":\"s\",\"version\":5}",
                "{\"version\":5,\"stream\":\"s\",\"record\":{\"a\":[1,{\"b\":2}]},\"type\":\"RECORD\"}",
                "{\"x\":{\"y\":[]},\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"a\":[1,{\"b\":2}]},\"z\":null,\"version\":5}"
            })
    void readsARecordWhateverTheOrderOfItsKeys(String line) {
        assertThat(read(line)).containsExactly("record s {\"a\":[1,{\"b\":2}]} - 5 line 1");
    }

    @Test
    void keepsTheTextOfAScalarState() {
        assertThat(read("{\"type\":\"STATE\",\"value\":12}\n{\"value\":\"a\\u00e9\",\"type\":\"STATE\"}"))
                .containsExactly("state 12", "state \"a\\u00e9\"");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                                              | INVALID_JSON
            {"type":"RECORD","stream":"s","record":{"id":1}}}                  | INVALID_JSON
            {"type":"RECORD","stream":"s","record":{"id":1}} x                 | INVALID_JSON
            {"type":"RECORD","stream":"s","record":{"id":NaN}}                 | INVALID_JSON
            {"type":"RECORD","stream":"s","record":{"id":Infinity}}            | INVALID_JSON
            {"type":"RECORD","stream":"s","record":{"id":1},}                  | INVALID_JSON
            {"type":"RECORD","stream":"s","record":{"id":1}                    | INPUT_TRUNCATED
            {"type":"RECORD","stream":"s","rec                                 | INPUT_TRUNCATED
            [1]                                                                | MESSAGE_INVALID
            {"stream":"s"}                                                     | MESSAGE_INVALID
            {"type":"RECORD","record":{}}                                      | MESSAGE_INVALID
            {"type":"RECORD","stream":"s"}                                     | MESSAGE_INVALID
            {"type":"RECORD","stream":"s","record":[1]}                        | MESSAGE_INVALID
            {"type":"RECORD","stream":5,"record":{}}                           | MESSAGE_INVALID
            {"type":"SCHEMA","stream":"s"}                                     | MESSAGE_INVALID
            {"type":"SCHEMA","stream":"s","schema":{},"key_properties":[1]}    | MESSAGE_INVALID
            {"type":"STATE"}                                                   | MESSAGE_INVALID
            {"type":"ACTIVATE_VERSION","stream":"s"}                           | MESSAGE_INVALID
            {"type":"METRIC"}                                                  | UNKNOWN_MESSAGE
            {"type":"RECORD","type":"RECORD","stream":"s","record":{}}         | REPEATED_KEY
            {"type":"RECORD","stream":"s","record":{},"stream":"t"}            | REPEATED_KEY
            {"type":"RECORD","stream":"s","record":{},"record":{}}             | REPEATED_KEY
            {"type":"STATE","value":{"a":1,"a":2}}                             | REPEATED_KEY
            {"type":"STATE","value":1e123456789012345678901234567890}          | MESSAGE_INVALID
            """)
    void refusesWhatIsNoMessage(String line, ErrorCode code) {
        assertThatThrownBy(() -> read(line)).isInstanceOfSatisfying(MessageException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageStartingWith("line 1");
        });
    }

    @Test
    void ignoresUnknownMessagesWhenAskedTo() {
        MessageReader reader = reader("{\"type\":\"METRIC\"}\n{\"type\":\"STATE\",\"value\":1}", true);
        assertThat(all(reader)).containsExactly("state 1");
    }

    @Test
    void refusesNestingBeyondItsLimit() {
        String deep = "{\"type\":\"STATE\",\"value\":" + "[".repeat(1500) + "]".repeat(1500) + "}";
        assertThatThrownBy(() -> read(deep)).isInstanceOfSatisfying(MessageException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.MESSAGE_INVALID));
    }

    @Test
    void doesNotRepeatTheInputInItsMessage() {
        assertThatThrownBy(() -> read("{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"secret\": hunter2}}"))
                .hasMessageStartingWith("line 1, byte ")
                .hasNoCause()
                .hasMessageNotContaining("hunter");
    }

    private static List<String> read(String text) {
        return all(reader(text, false));
    }

    private static MessageReader reader(String text, boolean ignoreUnknown) {
        return new MessageReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1024 * 1024, ignoreUnknown);
    }

    private static List<String> all(MessageReader reader) {
        Recorder recorder = new Recorder();
        while (reader.next(recorder)) {
            assertThat(recorder.seen.size()).isLessThan(100);
        }
        return recorder.seen;
    }

    private static final class Recorder implements MessageHandler {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void onSchema(SchemaMessage message) {
            seen.add("schema %s %s %s".formatted(message.stream(), message.keyProperties(), message.schema()));
        }

        @Override
        public void onRecord(RecordMessage message) throws IOException {
            StringBuilder record = new StringBuilder();
            message.readInto((parser, line, offset) -> record.append(verbatim(parser, line, offset)));
            seen.add("record %s %s %s %s line %d"
                    .formatted(
                            message.stream(),
                            record,
                            message.timeExtracted().orElse("-"),
                            message.version().isPresent() ? message.version().getAsLong() : "-",
                            message.line()));
        }

        private static String verbatim(JsonParser parser, byte[] line, int offset) throws IOException {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int end = (int) parser.currentLocation().getByteOffset();
            return new String(line, offset + start, end - start, StandardCharsets.UTF_8);
        }

        @Override
        public void onState(StateMessage message) {
            seen.add("state " + message.value());
        }

        @Override
        public void onActivateVersion(ActivateVersionMessage message) {
            seen.add("activate %s %d".formatted(message.stream(), message.version()));
        }

        @Override
        public void onBatch(BatchMessage message) {
            seen.add("batch %s %s".formatted(message.stream(), message.manifest()));
        }
    }
}
