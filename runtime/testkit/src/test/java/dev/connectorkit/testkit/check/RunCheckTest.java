package dev.connectorkit.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.Expectation;
import dev.connectorkit.testkit.cases.ExpectedError;
import dev.connectorkit.testkit.cases.ExpectedStates;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.run.RunResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STATE = "{\"a\":1}";
    private static final ExpectedStates NO_STATES = new ExpectedStates.Exactly(List.of());
    private static final Expectation FAILURE =
            expectation(4, Optional.of(new ExpectedError("INVALID_JSON", OptionalLong.of(6), List.of())), NO_STATES);

    @Test
    void acceptsTheErrorThatIsExpected() {
        assertThat(findings(FAILURE, 4, "INVALID_JSON: line 6, byte 1: not JSON"))
                .isEmpty();
    }

    @Test
    void findsAnotherExitStatusAndShowsTheLastErrorLine() {
        assertThat(findings(FAILURE, 0, ""))
                .containsExactly(
                        new Finding("end of the run", "exit status 4", "exit status 0; nothing on standard error"));
        assertThat(findings(FAILURE, 1, "CONNECTOR_FAULT: it"))
                .extracting(Finding::found)
                .containsExactly("exit status 1; the last line on standard error is\nCONNECTOR_FAULT: it");
    }

    @Test
    void findsAnotherErrorCode() {
        assertThat(findings(FAILURE, 4, "INVALID_JSON_LINE: line 6"))
                .containsExactly(
                        new Finding("last line on standard error", "INVALID_JSON: …", "INVALID_JSON_LINE: line 6"));
    }

    @Test
    void findsAnErrorThatNamesAnotherLine() {
        assertThat(findings(FAILURE, 4, "INVALID_JSON: line 61: not JSON"))
                .extracting(Finding::expected)
                .containsExactly("line 6 of the input named");
    }

    @Test
    void findsARunThatDidNotEnd() {
        RunResult run = new RunResult(OptionalInt.empty(), List.of("INFO reading"), List.of(), LIMIT);

        assertThat(RunCheck.findings(FAILURE, false, outcome(run), watch(), Optional.empty()))
                .containsExactly(new Finding(
                        "end of the run",
                        "within 60 s",
                        "still running then, and killed; the last line on standard error is\nINFO reading"));
    }

    @Test
    void findsStatesWhereNoneOrOthersAreExpected() {
        assertThat(findings(FAILURE, 4, "INVALID_JSON: line 6", STATE))
                .containsExactly(new Finding("states", "none", STATE));
    }

    @Test
    void letsAForeignTargetFailInItsOwnWayButNotWithAStateBeyondTheFailure() {
        Expectation expected = expectation(
                4,
                Optional.of(new ExpectedError("INVALID_JSON", OptionalLong.of(6), List.of())),
                new ExpectedStates.LastIs(
                        JsonTrees.comparable(JsonTrees.object().put("a", 1))));

        assertThat(foreign(expected, 1)).isEmpty();
        assertThat(foreign(expected, 1, STATE)).isEmpty();
        assertThat(foreign(expected, 0)).hasSize(1);
        assertThat(foreign(expected, 1, STATE, "{\"a\":2}")).hasSize(1);
        assertThat(foreign(expected, 1, "{\"a\":2}")).hasSize(1);
    }

    private static List<Finding> foreign(Expectation expected, int status, String... states) {
        StateWatch watch = watch();
        List.of(states).forEach(watch::accept);
        return RunCheck.findings(expected, true, outcome(ended(status, "Traceback")), watch, Optional.empty());
    }

    @Test
    void findsAnotherLastState() {
        Expectation expected = expectation(
                0,
                Optional.empty(),
                new ExpectedStates.LastIs(
                        JsonTrees.comparable(JsonTrees.object().put("a", 2))));

        assertThat(findings(expected, 0, "", STATE))
                .containsExactly(new Finding("states", "the last one is\n{\"a\":2}", STATE));
        assertThat(findings(expected, 0, ""))
                .containsExactly(new Finding("states", "the last one is\n{\"a\":2}", "none"));
        assertThat(findings(expected, 0, "", STATE, "{\"a\":2.0}")).isEmpty();
    }

    private static List<Finding> findings(Expectation expected, int status, String lastErrorLine, String... states) {
        StateWatch watch = watch();
        List.of(states).forEach(watch::accept);
        return RunCheck.findings(expected, false, outcome(ended(status, lastErrorLine)), watch, Optional.empty());
    }

    private static RunResult ended(int status, String... errorLines) {
        return new RunResult(OptionalInt.of(status), List.of(errorLines), List.of(), Duration.ZERO);
    }

    private static RunOutcome outcome(RunResult run) {
        return new RunOutcome(run, LIMIT, List.of(), Optional.empty(), List.of(), Map.of());
    }

    private static Expectation expectation(int status, Optional<ExpectedError> error, ExpectedStates states) {
        return new Expectation(
                status, error, states, List.of(), Map.of(), Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    private static StateWatch watch() {
        String input = "{\"type\":\"STATE\",\"value\":{\"a\":1}}\n{\"type\":\"STATE\",\"value\":{\"a\":2}}\n";
        return new StateWatch(new CaseInput(input.getBytes(StandardCharsets.UTF_8)), Optional.empty(), true, Set.of());
    }
}
