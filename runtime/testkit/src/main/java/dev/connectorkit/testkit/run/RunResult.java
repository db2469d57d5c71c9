package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a run ended.
 *
 * @param exitStatus absent if the run was ended at its time limit
 * @param errorLines of standard error
 * @param unmet      what the tap waited for in vain, a sentence each
 */
public record RunResult(OptionalInt exitStatus, List<String> errorLines, List<String> unmet, Duration time) {
    public RunResult {
        requireNonNull(exitStatus, "exitStatus");
        errorLines = List.copyOf(errorLines);
        unmet = List.copyOf(unmet);
        requireNonNull(time, "time");
    }

    /** The last line on standard error that is not blank, or an empty text. */
    public String lastErrorLine() {
        return errorLines.stream()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("");
    }
}
