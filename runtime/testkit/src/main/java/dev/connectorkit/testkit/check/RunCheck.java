package dev.connectorkit.testkit.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.testkit.cases.DeadLetter;
import dev.connectorkit.testkit.cases.Expectation;
import dev.connectorkit.testkit.cases.ExpectedCounts;
import dev.connectorkit.testkit.cases.ExpectedError;
import dev.connectorkit.testkit.cases.ExpectedOutput;
import dev.connectorkit.testkit.cases.ExpectedStates;
import dev.connectorkit.testkit.cases.ExpectedStream;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.StoredTable;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a run with what is expected of it: its end, its states, and what the destination holds after it. */
public final class RunCheck {
    private static final Pattern LINE = Pattern.compile("\\bline (\\d+)\\b");
    private static final String END = "end of the run";
    private static final String ERROR = "last line on standard error";
    private static final String STATES = "states";

    private final Expectation expected;
    private final boolean foreign;
    private final List<Finding> findings = new ArrayList<>();

    private RunCheck(Expectation expected, boolean foreign) {
        this.expected = expected;
        this.foreign = foreign;
    }

    /**
     * What is not as expected; nothing if all is.
     *
     * @param foreign     whether the connector is none of this kit's: where it has to fail, any way to fail will do, as long as
     *     no state beyond the failure came out and nothing but the rows that are expected was written; and its states may come
     *     out at the end alone
     * @param destination absent if it cannot be read
     */
    public static List<Finding> findings(
            Expectation expected,
            boolean foreign,
            RunOutcome outcome,
            StateWatch states,
            Optional<TestDestination> destination) {
        RunCheck check = new RunCheck(expected, foreign);
        check.checkEnd(outcome);
        if (expected.output().isPresent()) {
            check.checkOutput(expected.output().get(), outcome.output());
        } else {
            check.findings.addAll(states.findings());
            check.checkStates(states);
        }
        expected.files()
                .forEach((name, value) -> check.checkFile(
                        name, value, Optional.ofNullable(outcome.files().get(name))));
        if (!foreign) {
            check.checkCounters(outcome.summary());
            expected.deadLetters().ifPresent(letters -> check.checkDeadLetters(letters, outcome.deadLetters()));
        }
        destination.ifPresent(check::checkTables);
        return List.copyOf(check.findings);
    }

    private boolean hasToFail() {
        return expected.exitStatus() != 0 && !expected.isEndedBySignal();
    }

    private void checkEnd(RunOutcome outcome) {
        RunResult run = outcome.run();
        if (!foreign) { // one may keep its states for the end
            run.unmet().forEach(unmet -> findings.add(new Finding("tap", unmet, "they did not come in time")));
        }
        if (run.exitStatus().isEmpty()) {
            findings.add(new Finding(
                    END,
                    "within " + outcome.timeLimit().toSeconds() + " s",
                    "still running then, and killed; " + said(run)));
        } else if (!isExpected(run.exitStatus().getAsInt())) {
            findings.add(new Finding(
                    END,
                    foreign && hasToFail() ? "an exit status other than 0" : "exit status " + expected.exitStatus(),
                    "exit status " + run.exitStatus().getAsInt() + "; " + said(run)));
        } else if (!foreign) {
            expected.error().ifPresent(error -> checkError(error, run.lastErrorLine()));
        }
        if (!foreign) {
            expected.unsaid().stream()
                    .filter(text -> run.errorLines().stream().anyMatch(line -> line.contains(text)))
                    .forEach(text -> findings.add(new Finding(
                            "standard error", "nothing of a record's values or a secret", "it holds one of them")));
        }
    }

    private boolean isExpected(int status) {
        if (foreign && hasToFail()) {
            return status != 0;
        }
        return status == expected.exitStatus() || (foreign && expected.exitStatus() == Expectation.TERMINATED);
    }

    private void checkError(ExpectedError error, String lastErrorLine) {
        if (!lastErrorLine.startsWith(error.code() + ":")) {
            findings.add(new Finding(ERROR, error.code() + ": …", lastErrorLine));
        } else if (error.line().isPresent()) {
            Matcher line = LINE.matcher(lastErrorLine);
            String wanted = Long.toString(error.line().getAsLong());
            if (!line.find() || !line.group(1).equals(wanted)) {
                findings.add(new Finding(ERROR, "line " + wanted + " of the input named", lastErrorLine));
            }
        }
        error.says().stream()
                .filter(text -> !lastErrorLine.contains(text))
                .forEach(text -> findings.add(new Finding(ERROR, "… %s …".formatted(text), lastErrorLine)));
    }

    private void checkOutput(ExpectedOutput output, List<String> lines) {
        String text = String.join("\n", lines);
        output.texts().stream()
                .filter(part -> !text.contains(part))
                .forEach(part -> findings.add(new Finding("standard output", "… %s …".formatted(part), text)));
        output.form()
                .filter(form -> !form.matcher(text).matches())
                .ifPresent(form -> findings.add(new Finding("standard output", "what matches " + form, text)));
        if (!output.fields().isEmpty()) {
            try {
                JsonNode json = JsonTrees.parse(text);
                output.fields().stream()
                        .filter(field -> !json.has(field))
                        .forEach(field -> findings.add(
                                new Finding("standard output", "a JSON object with \"%s\"".formatted(field), text)));
            } catch (JsonProcessingException e) {
                findings.add(new Finding("standard output", "a JSON object", text));
            }
        }
    }

    private void checkStates(StateWatch watch) {
        List<JsonNode> emitted = watch.emitted();
        if (expected.states() instanceof ExpectedStates.Exactly all
                && !all.states().equals(emitted)) {
            findings.add(new Finding(STATES, lines(all.states()), lines(emitted)));
        }
        if (expected.states() instanceof ExpectedStates.LastIs last && !isLast(last.state(), watch)) {
            findings.add(new Finding(STATES, "the last one is\n" + last.state(), lines(emitted)));
        }
    }

    /** A foreign target that fails may say less than it has loaded, never more: what comes later than it is no state of it. */
    private boolean isLast(JsonNode state, StateWatch watch) {
        if (foreign && hasToFail()) {
            return watch.lastLine() <= watch.lineOf(state);
        }
        List<JsonNode> emitted = watch.emitted();
        return !emitted.isEmpty() && state.equals(emitted.get(emitted.size() - 1));
    }

    private void checkCounters(Optional<JsonNode> summary) {
        expected.counters().forEach((stream, counts) -> {
            JsonNode found =
                    summary.map(json -> json.path("streams").path(stream)).orElse(JsonTrees.object());
            String text = found.isObject() && !found.isEmpty()
                    ? new ExpectedCounts(
                                    found.path("read").asLong(),
                                    found.path("written").asLong(),
                                    found.path("merged").asLong(),
                                    found.path("rejected").asLong())
                            .toString()
                    : "none";
            if (!text.equals(counts.toString())) {
                findings.add(new Finding("counters of stream \"%s\"".formatted(stream), counts.toString(), text));
            }
        });
    }

    private void checkFile(String name, JsonNode value, Optional<JsonNode> found) {
        if (!found.equals(Optional.of(value))) {
            findings.add(new Finding(
                    "file " + name,
                    value.toString(),
                    found.map(JsonNode::toString).orElse("no such file")));
        }
    }

    private void checkDeadLetters(List<DeadLetter> letters, List<JsonNode> found) {
        String due = letters.isEmpty() ? "none" : texts(letters);
        String are = found.isEmpty()
                ? "none"
                : texts(found.stream()
                        .map(letter -> new DeadLetter(
                                letter.path("line").asLong(),
                                letter.path("stream").asText(),
                                letter.path("rule").asText()))
                        .toList());
        if (!due.equals(are)) {
            findings.add(new Finding("records set aside", due, are));
        }
    }

    private static String texts(List<DeadLetter> letters) {
        return String.join("\n", letters.stream().map(DeadLetter::toString).toList());
    }

    private void checkTables(TestDestination destination) {
        expected.streams().forEach(stream -> {
            ExpectedStream named = stream.named(destination::columnName);
            Optional<StoredTable> found = destination.read(stream.stream());
            if (!foreign) {
                findings.addAll(TableCheck.findings(named, found));
            } else {
                findings.addAll(
                        hasToFail()
                                ? TableCheck.foreignSurplus(named, found)
                                : TableCheck.foreignFindings(named, found));
            }
        });
    }

    private static String said(RunResult run) {
        return run.lastErrorLine().isEmpty()
                ? "nothing on standard error"
                : "the last line on standard error is\n" + run.lastErrorLine();
    }

    private static String lines(List<JsonNode> states) {
        return states.isEmpty()
                ? "none"
                : String.join("\n", states.stream().map(JsonNode::toString).toList());
    }
}
