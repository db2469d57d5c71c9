package dev.connectorkit.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.testkit.cases.Expectation;
import dev.connectorkit.testkit.cases.ExpectedError;
import dev.connectorkit.testkit.cases.ExpectedStates;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.run.RunResult;
import java.time.Duration;
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
    private final List<Finding> findings = new ArrayList<>();

    private RunCheck(Expectation expected) {
        this.expected = expected;
    }

    /**
     * What is not as expected; nothing if all is.
     *
     * @param destination absent if it cannot be read
     */
    public static List<Finding> findings(
            Expectation expected,
            RunResult run,
            Duration timeLimit,
            StateWatch states,
            Optional<TestDestination> destination) {
        RunCheck check = new RunCheck(expected);
        check.checkEnd(run, timeLimit);
        check.findings.addAll(states.findings());
        check.checkStates(states.emitted());
        destination.ifPresent(check::checkTables);
        return List.copyOf(check.findings);
    }

    private void checkEnd(RunResult run, Duration timeLimit) {
        if (run.exitStatus().isEmpty()) {
            findings.add(new Finding(
                    END, "within " + timeLimit.toSeconds() + " s", "still running then, and killed; " + said(run)));
        } else if (run.exitStatus().getAsInt() != expected.exitStatus()) {
            findings.add(new Finding(
                    END,
                    "exit status " + expected.exitStatus(),
                    "exit status " + run.exitStatus().getAsInt() + "; " + said(run)));
        } else {
            expected.error().ifPresent(error -> checkError(error, run.lastErrorLine()));
        }
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
    }

    private void checkStates(List<JsonNode> emitted) {
        if (expected.states() instanceof ExpectedStates.Exactly all
                && !all.states().equals(emitted)) {
            findings.add(new Finding(STATES, lines(all.states()), lines(emitted)));
        }
        if (expected.states() instanceof ExpectedStates.LastIs last
                && (emitted.isEmpty() || !last.state().equals(emitted.get(emitted.size() - 1)))) {
            findings.add(new Finding(STATES, "the last one is\n" + last.state(), lines(emitted)));
        }
    }

    private void checkTables(TestDestination destination) {
        expected.streams()
                .forEach(stream -> findings.addAll(TableCheck.findings(stream, destination.read(stream.stream()))));
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
