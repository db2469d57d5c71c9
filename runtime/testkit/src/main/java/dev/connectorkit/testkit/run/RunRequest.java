package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.CaseInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One run to be made.
 *
 * @param directory     an empty folder that the run has for itself; what it writes is left there
 * @param configuration complete; not to be changed
 * @param timeLimit     after which the run is ended
 * @param onState       gets each line of standard output as soon as it is there, on a thread of the run; does not throw
 */
public record RunRequest(
        Path directory, ObjectNode configuration, CaseInput input, Duration timeLimit, Consumer<String> onState) {
    public RunRequest {
        requireNonNull(directory, "directory");
        requireNonNull(configuration, "configuration");
        requireNonNull(input, "input");
        requireNonNull(timeLimit, "timeLimit");
        requireNonNull(onState, "onState");
    }
}
