package dev.connectorkit.testkit.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.CaseInput.SentState;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.TestDestination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows the states as they come out. Each has to be one of the input's, later than the one before; and by the time it is
 * there, the destination has to hold the rows that come before it in the input. Safe for threads.
 *
 * <p>A state may also be what Mage's rule makes of those since the last one: their bookmarks merged, later over earlier
 * (mage_integrations/destinations/utils.py).
 */
public final class StateWatch {
    private final CaseInput input;
    private final List<SentState> sent;
    private final Optional<TestDestination> destination;
    private final boolean upserted;
    private final Set<Integer> notLoaded;

    private final List<JsonNode> emitted = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int lines;
    private int next;

    /**
     * A watch on one run.
     *
     * @param destination looked into at each state; only one that can be read during the run
     * @param upserted    whether rows with the same key are one row there
     * @param notLoaded   lines of records that make no row there
     */
    public StateWatch(
            CaseInput input, Optional<TestDestination> destination, boolean upserted, Set<Integer> notLoaded) {
        this.input = input;
        this.sent = input.states();
        this.destination = destination;
        this.upserted = upserted;
        this.notLoaded = Set.copyOf(notLoaded);
    }

    /** Takes a line of standard output; what is wrong with it is a finding. */
    public synchronized void accept(String line) {
        String place = "standard output, line " + ++lines;
        try {
            JsonNode state = JsonTrees.parse(line);
            emitted.add(state);
            Optional<SentState> origin = origin(state);
            origin.ifPresentOrElse(
                    sentState -> destination.ifPresent(readable -> checkRows(place, sentState, readable)),
                    () -> findings.add(new Finding(place, "a state of the input, later than the one before", line)));
        } catch (JsonProcessingException e) {
            findings.add(new Finding(place, "a state, and nothing else", line));
        } catch (RuntimeException e) { // on a thread of the run, which has to go on
            findings.add(new Finding(place, "a look at the rows that are there by now", e.toString()));
        }
    }

    /** In the order in which they came out. */
    public synchronized List<JsonNode> emitted() {
        return List.copyOf(emitted);
    }

    public synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    private Optional<SentState> origin(JsonNode state) {
        JsonNode merged = state;
        for (int i = next; i < sent.size(); i++) {
            JsonNode value = sent.get(i).value();
            merged = i == next ? value : BookmarkMerge.of(merged, value);
            if (state.equals(value) || state.equals(merged)) {
                next = i + 1;
                return Optional.of(sent.get(i));
            }
        }
        return Optional.empty();
    }

    /** Line of the last state that came out, from 1; 0 if there was none. */
    public synchronized int lastLine() {
        return next == 0 ? 0 : sent.get(next - 1).line();
    }

    /** Line of the last state of the input that is this one, from 1; 0 if there is none. */
    public int lineOf(JsonNode state) {
        return sent.stream()
                .filter(each -> each.value().equals(state))
                .mapToInt(SentState::line)
                .max()
                .orElse(0);
    }

    /** After the run: whatever the last state covers has to be there, where that could not be seen when it came out. */
    public synchronized void checkAfterRun(TestDestination readable) {
        if (next > 0) {
            checkRows("rows after the run", sent.get(next - 1), readable);
        }
    }

    private void checkRows(String place, SentState state, TestDestination readable) {
        new TreeMap<>(input.rowsBefore(state.line(), upserted, notLoaded)).forEach((stream, rows) -> {
            int found = readable.read(stream).map(table -> table.rows().size()).orElse(0);
            if (found < rows) {
                String due = "the %d rows of stream \"%s\" that come before it in the input".formatted(rows, stream);
                findings.add(new Finding(place, due, "%d rows when %s came out".formatted(found, state.value())));
            }
        });
    }
}
