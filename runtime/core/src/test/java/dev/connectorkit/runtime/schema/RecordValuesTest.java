package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.RecordException;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordValuesTest {
    private static final String SCHEMA = """
            {"properties": {
              "id": {"type": ["null", "integer"]}, "name": {"type": ["null", "string"]}, "price": {"type": ["null", "number"]},
              "ok": {"type": ["boolean", "null"]}, "tags": {"type": ["array", "null"]}, "gone": {"type": ["null", "string"]}
            }}""";

    private final RecordValues values = values("""
            {"id": 7, "name": "Ada", "price": 12345678901234567890.50, "ok": true, "tags": [1.50, "x"], "gone": null}""");

    @Test
    void givesEachValueByItsType() {
        assertThat(values.integer("id")).isEqualTo(7);
        assertThat(values.optionalInteger("id")).isEqualTo(OptionalLong.of(7));
        assertThat(values.string("name")).isEqualTo("Ada");
        assertThat(values.string("id")).isEqualTo("7");
        assertThat(values.number("price")).isEqualTo(new BigDecimal("12345678901234567890.50"));
        assertThat(values.flag("ok")).isTrue();
        assertThat(values.json("tags")).hasToString("[1.50,\"x\"]");
        assertThat(values.json("name")).hasToString("\"Ada\"");
    }

    @Test
    void isEmptyForWhatIsNullOrAbsentOrNoPropertyOfTheStream() {
        assertThat(values.optionalString("gone")).isEmpty();
        assertThat(values.optionalString("never")).isEmpty();
        RecordValues none = values("{}");
        assertThat(none.optionalInteger("id")).isEmpty();
        assertThat(none.optionalNumber("price")).isEmpty();
        assertThat(none.optionalFlag("ok")).isEmpty();
        assertThat(none.optionalJson("tags")).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        values -> values.string("gone"),
                        "\"gone\" is required by connector.yaml, and the record has none"),
                wrong(
                        values -> values.flag("never"),
                        "\"never\" is required by connector.yaml, and the record has none"),
                wrong(
                        values -> values.number("name"),
                        "\"name\" holds STRING, which is not what connector.yaml declares"),
                wrong(values -> values.flag("id"), "\"id\" holds INTEGER, which is not what connector.yaml declares"),
                wrong(
                        values -> values.integer("price"),
                        "\"price\" holds a number that is no whole one of 64 bits, as connector.yaml declares; declare it as number"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsNotAsItIsDeclaredWithoutTheValue(Consumer<RecordValues> read, String message) {
        assertThatThrownBy(() -> read.accept(values))
                .isInstanceOf(RecordException.class)
                .hasMessage("stream \"s\": property " + message);
    }

    private static Arguments wrong(Consumer<RecordValues> read, String message) {
        return Arguments.of(read, message);
    }

    private static RecordValues values(String json) {
        return new RecordValues(Records.read(Records.reader(Records.json(SCHEMA)), json));
    }
}
