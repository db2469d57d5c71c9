package dev.connectorkit.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.DestinationException;
import dev.connectorkit.testkit.destination.StoredTable;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateWatchTest {
    private static final CaseInput INPUT = new CaseInput("""
            {"type":"STATE","value":{"bookmarks":{"a":1}}}
            {"type":"SCHEMA","stream":"s","schema":{},"key_properties":["id"]}
            {"type":"RECORD","stream":"s","record":{"id":1}}
            {"type":"STATE","value":{"bookmarks":{"b":{"x":1}}}}
            {"type":"RECORD","stream":"s","record":{"id":1}}
            {"type":"STATE","value":{"bookmarks":{"b":{"y":2}}}}
            """.getBytes(StandardCharsets.UTF_8));

    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private boolean unreadable;

    @Test
    void acceptsTheStatesOfTheInputInOrderWithSomeLeftOut() {
        assertThat(findings(false, "{\"bookmarks\": {\"a\": 1.0}}", "{\"bookmarks\":{\"b\":{\"y\":2}}}"))
                .isEmpty();
    }

    @Test
    void acceptsWhatTheBookmarksSinceTheLastOneMakeTogether() {
        assertThat(findings(false, "{\"bookmarks\":{\"a\":1,\"b\":{\"x\":1,\"y\":2}}}"))
                .isEmpty();
    }

    @Test
    void findsAStateThatComesOutOfOrderOrTwice() {
        String second = "{\"bookmarks\":{\"b\":{\"x\":1}}}";

        assertThat(findings(false, second, "{\"bookmarks\":{\"a\":1}}", second))
                .extracting(Finding::place)
                .containsExactly("standard output, line 2", "standard output, line 3");
    }

    @Test
    void findsAStateThatTheTapNeverSent() {
        assertThat(findings(false, "{\"bookmarks\":{\"a\":2}}"))
                .extracting(Finding::expected)
                .containsExactly("a state of the input, later than the one before");
    }

    @Test
    void findsALineThatIsNoState() {
        assertThat(findings(false, "loading..."))
                .containsExactly(new Finding("standard output, line 1", "a state, and nothing else", "loading..."));
    }

    @Test
    void findsAStateThatIsThereBeforeItsRows() {
        rows.add(Map.of("id", 1));

        assertThat(findings(false, "{\"bookmarks\":{\"b\":{\"y\":2}}}"))
                .containsExactly(new Finding(
                        "standard output, line 1",
                        "the 2 rows of stream \"s\" that come before it in the input",
                        "1 rows when {\"bookmarks\":{\"b\":{\"y\":2}}} came out"));
    }

    @Test
    void countsAKeyOnceWhereRowsAreUpserted() {
        rows.add(Map.of("id", 1));

        assertThat(findings(true, "{\"bookmarks\":{\"b\":{\"y\":2}}}")).isEmpty();
    }

    @Test
    void reportsADestinationThatCannotBeReadAndGoesOn() {
        unreadable = true;

        assertThat(findings(true, "{\"bookmarks\":{\"b\":{\"y\":2}}}"))
                .extracting(Finding::found)
                .containsExactly(new DestinationException("it is dark").toString());
    }

    private List<Finding> findings(boolean upserted, String... lines) {
        if (rows.isEmpty()) {
            rows.add(Map.of("id", 1));
            rows.add(Map.of("id", 1));
        }
        StateWatch watch = new StateWatch(INPUT, Optional.of(destination()), upserted, Set.of());
        List.of(lines).forEach(watch::accept);
        return watch.findings();
    }

    private TestDestination destination() {
        return new TestDestination() {
            @Override
            public void start() {}

            @Override
            public ObjectNode settings() {
                return JsonTrees.object();
            }

            @Override
            public Optional<StoredTable> read(String stream) {
                if (unreadable) {
                    throw new DestinationException("it is dark");
                }
                return Optional.of(StoredTable.undeclared(rows));
            }

            @Override
            public void stop() {}
        };
    }
}
