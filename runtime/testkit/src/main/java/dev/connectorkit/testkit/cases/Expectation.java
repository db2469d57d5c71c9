package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What has to be true after a run.
 *
 * @param exitStatus 0 done, 1 fault of the connector, 2 configuration, 3 connection, 4 input, 5 load
 * @param error      present where the run has to fail
 * @param streams    what the destination has to hold; streams that are not named are not looked at
 */
public record Expectation(
        int exitStatus, Optional<ExpectedError> error, ExpectedStates states, List<ExpectedStream> streams) {
    public Expectation {
        requireNonNull(error, "error");
        requireNonNull(states, "states");
        streams = List.copyOf(streams);
    }
}
