package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a run ended.
 *
 * @param exitStatus    absent if the run was ended at its time limit
 * @param lastErrorLine the last line on standard error that is not blank, or an empty text
 */
public record RunResult(OptionalInt exitStatus, String lastErrorLine, Duration time) {
    public RunResult {
        requireNonNull(exitStatus, "exitStatus");
        requireNonNull(lastErrorLine, "lastErrorLine");
        requireNonNull(time, "time");
    }
}
