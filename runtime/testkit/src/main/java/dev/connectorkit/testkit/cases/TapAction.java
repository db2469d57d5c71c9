package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the tap does besides writing.
 *
 * @param beforeLine of the input, from 1: what comes before it was written then
 * @param kind       what is done
 * @param states     with {@link Kind#AWAIT_STATES}, how many have to be out before the tap goes on
 */
public record TapAction(int beforeLine, Kind kind, int states) {
    /** What a tap can do. */
    public enum Kind {
        /** Writes nothing more until so many states are out. */
        AWAIT_STATES,
        /** Ends in the middle of the line, as a tap does that dies. */
        CUT,
        /** The connector is killed: SIGKILL. */
        KILL,
        /** The connector is told to end: SIGTERM. The tap writes nothing more. */
        TERMINATE,
        /** The destination's connections are cut. */
        CUT_CONNECTIONS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        /** Whether only a process can be treated so. */
        public boolean isSignal() {
            return this == KILL || this == TERMINATE;
        }
    }

    public TapAction {
        requireNonNull(kind, "kind");
    }
}
