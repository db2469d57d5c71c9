package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The states that have to come out; whatever is said here, each has to be one of the input's, in order and not too early. */
public sealed interface ExpectedStates {
    /** Some of the input's states, of which this is the last. */
    record LastIs(JsonNode state) implements ExpectedStates {
        public LastIs {
            requireNonNull(state, "state");
        }
    }

    /** These, in this order; none at all if the list is empty. */
    record Exactly(List<JsonNode> states) implements ExpectedStates {
        public Exactly {
            states = List.copyOf(states);
        }
    }

    /** Some of the input's states, or none: how many is left to chance, as where a connector is killed. */
    record Any() implements ExpectedStates {}
}
