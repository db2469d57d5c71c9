package dev.connectorkit.it;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What a connector's process left behind.
 *
 * @param folder     that it ran in
 * @param exitStatus of the process
 * @param states     lines of standard output
 * @param log        lines of standard error
 */
public record Run(Path folder, int exitStatus, List<String> states, List<String> log) {
    public Run {
        requireNonNull(folder, "folder");
        states = List.copyOf(states);
        log = List.copyOf(log);
    }

    /** The newest state that came out. */
    public JsonNode lastState() {
        if (states.isEmpty()) {
            throw new IllegalStateException("no state came out");
        }
        return Json.parse(states.get(states.size() - 1));
    }

    /** The line that says why a run failed, or empty. */
    public String lastLogLine() {
        return log.isEmpty() ? "" : log.get(log.size() - 1);
    }

    /** In few words, for the message of an assertion. */
    @Override
    public String toString() {
        return "exit status %d, %d states, last on standard error: %s"
                .formatted(exitStatus, states.size(), lastLogLine());
    }

    /** This run, if it loaded all. */
    public Run requireSuccess() {
        if (exitStatus != 0) {
            throw new IllegalStateException(
                    "the connector ended with %d:%n%s".formatted(exitStatus, String.join("\n", log)));
        }
        return this;
    }
}
