package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be true after a run.
 *
 * @param exitStatus  0 done, 1 fault of the connector, 2 configuration, 3 connection, 4 input, 5 load; 137 and 143 where the
 *     run was ended by a signal
 * @param error       present where the run has to fail
 * @param streams     what the destination has to hold; streams that are not named are not looked at
 * @param counters    by stream; streams that are not named are not looked at
 * @param deadLetters all of them, in the order of the input; absent where they are not looked at
 * @param output      present where the connector is asked for something else than to load
 * @param unsaid      what must not stand anywhere on standard error
 * @param files       what has to stand in files of the run's folder, by name, a JSON value each
 */
public record Expectation(
        int exitStatus,
        Optional<ExpectedError> error,
        ExpectedStates states,
        List<ExpectedStream> streams,
        Map<String, ExpectedCounts> counters,
        Optional<List<DeadLetter>> deadLetters,
        Optional<ExpectedOutput> output,
        List<String> unsaid,
        Map<String, JsonNode> files) {
    /** Status of a process that was killed. */
    public static final int KILLED = 137;

    /** Status of a process that was told to end. */
    public static final int TERMINATED = 143;

    public Expectation {
        requireNonNull(error, "error");
        requireNonNull(states, "states");
        streams = List.copyOf(streams);
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
        deadLetters = deadLetters.map(List::copyOf);
        requireNonNull(output, "output");
        unsaid = List.copyOf(unsaid);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** Whether a signal ends the run, so that its status is the system's and not the connector's. */
    public boolean isEndedBySignal() {
        return exitStatus == KILLED || exitStatus == TERMINATED;
    }
}
