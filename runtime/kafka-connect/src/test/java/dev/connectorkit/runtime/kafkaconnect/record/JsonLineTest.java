package dev.connectorkit.runtime.kafkaconnect.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Property(tries = 500)
    void everyTextAndNumberIsReadBackAsItWas(@ForAll String text, @ForAll long number, @ForAll double real)
            throws Exception {
        String wellFormed = new String(text.getBytes(UTF_8), UTF_8);
        JsonLine line = new JsonLine();
        line.beginObject();
        line.member("long");
        line.number(number);
        line.member(new JsonLine.Name(wellFormed));
        line.beginArray();
        line.text(wellFormed);
        line.number(real);
        line.nothing();
        line.beginObject();
        line.endObject();
        line.endArray();
        line.endObject();
        JsonNode read = JACKSON.readTree(line.padded(), 0, line.length());
        assertThat(read.path("long").longValue()).isEqualTo(number);
        JsonNode values = wellFormed.equals("long") ? JACKSON.createArrayNode() : read.path(wellFormed);
        assertThat(values.path(0).textValue()).isEqualTo(wellFormed);
        assertThat(values.path(1).doubleValue()).isEqualTo(real);
        assertThat(values.path(2).isNull()).isTrue();
        assertThat(values).hasSize(4);
    }

    @Test
    void numbersAreWrittenToTheirLimits() {
        JsonLine line = new JsonLine();
        line.beginArray();
        for (long number : new long[] {0, -1, 9, 10, Long.MAX_VALUE, Long.MIN_VALUE}) {
            line.number(number);
        }
        line.number(Double.NaN);
        line.endArray();
        assertThat(line).hasToString("[0,-1,9,10,9223372036854775807,-9223372036854775808,\"NaN\"]");
    }

    @Test
    void controlCharactersAndLoneSurrogatesAreEscapedAndOthersStayAsTheyAre() {
        JsonLine line = new JsonLine();
        line.text("a\"\\\n\u0000é€😀" + '\uD83D' + "z");
        assertThat(line).hasToString("\"a\\\"\\\\\\u000a\\u0000é€😀\\ud83dz\"");
    }
}
