package dev.connectorkit.testkit.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.testkit.run.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to look at after a run.
 *
 * @param timeLimit   that the run had
 * @param output      lines of standard output
 * @param summary     that the connector wrote, if it was asked for one
 * @param deadLetters that it set aside, a line of JSON each
 * @param files       that it was to write, as far as they are there, a JSON value each
 */
public record RunOutcome(
        RunResult run,
        Duration timeLimit,
        List<String> output,
        Optional<JsonNode> summary,
        List<JsonNode> deadLetters,
        Map<String, JsonNode> files) {
    public RunOutcome {
        requireNonNull(run, "run");
        requireNonNull(timeLimit, "timeLimit");
        output = List.copyOf(output);
        requireNonNull(summary, "summary");
        deadLetters = List.copyOf(deadLetters);
        files = Map.copyOf(files);
    }
}
