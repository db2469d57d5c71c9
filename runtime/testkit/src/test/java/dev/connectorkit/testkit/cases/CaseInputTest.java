package dev.connectorkit.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseInputTest {
    private static final CaseInput INPUT = new CaseInput("""
            {"type":"SCHEMA","stream":"keyed","schema":{},"key_properties":["id"]}
            {"type":"SCHEMA","stream":"bare","schema":{}}
            {"type":"RECORD","stream":"keyed","record":{"id":1,"n":1}}
            {"type":"RECORD","stream":"keyed","record":{"id":1.0,"n":2}}
            not JSON
            {"type":"record","stream":"bare","record":{"id":1}}
            {"type":"STATE","value":{"a":1.0}}
            {"type":"RECORD","stream":"bare","record":{"id":1}}
            {"type":"ACTIVATE_VERSION","stream":"bare","version":1}
            {"type":"STATE","value":{"a":2}}
            """.getBytes(StandardCharsets.UTF_8));

    @Test
    void countsRowsBeforeALine() {
        assertThat(INPUT.rowsBefore(7, false, Set.of())).isEqualTo(Map.of("keyed", 2, "bare", 1));
    }

    @Test
    void countsRowsWithOneKeyOnceWhereTheyAreUpserted() {
        assertThat(INPUT.rowsBefore(7, true, Set.of())).isEqualTo(Map.of("keyed", 1, "bare", 1));
    }

    @Test
    void leavesStreamsOutThatMayHaveLostRowsToAVersion() {
        assertThat(INPUT.rowsBefore(10, false, Set.of())).isEqualTo(Map.of("keyed", 2));
    }

    @Test
    void leavesRecordsOutThatMakeNoRow() {
        assertThat(INPUT.rowsBefore(7, false, Set.of(3, 6))).isEqualTo(Map.of("keyed", 1));
    }

    @Test
    void goesOnAfterAStateWithTheSchemasThatCameBefore() {
        String[] resumed = text(INPUT.resumedAfter(7)).split("\n", -1);

        assertThat(resumed).hasSize(6);
        assertThat(resumed[0]).contains("SCHEMA", "keyed");
        assertThat(resumed[1]).contains("SCHEMA", "bare");
        assertThat(resumed[2]).contains("RECORD", "bare");
        assertThat(text(INPUT.resumedAfter(0))).isEqualTo(text(INPUT));
    }

    private static String text(CaseInput input) {
        try (InputStream in = input.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void knowsTheStatesWithTheirLines() {
        assertThat(INPUT.states()).extracting(CaseInput.SentState::line).containsExactly(7, 10);
    }
}
