package dev.connectorkit.runtime.sink;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a target keeps rows and states together, so that both become durable in one step: each row is there once, however
 * often the run before was killed. All that sinks drain goes into one open transaction; an <em>epoch</em> is what lies
 * between two commits, and every commit stands at a STATE, with nothing read after it.
 *
 * <p>{@link #commit} is called by one thread at a time, never while a sink drains or is set up. After any failure the target
 * has to roll back what is open, and to refuse to commit again.
 */
public interface EpochStore {
    /**
     * Makes this run the one that commits: a live run under the same id is refused, or its next commit fails. Called before
     * the first sink is made, and may be called again.
     *
     * @throws dev.connectorkit.runtime.error.ConnectionException DESTINATION_BUSY if another live run has the id
     */
    void begin();

    /** The state that was committed last, by this run or by one before; readable without {@link #begin}. */
    Optional<String> lastState();

    /**
     * Makes everything that was drained since the last commit durable, together with the state that covers it.
     *
     * @param state JSON text
     * @throws dev.connectorkit.runtime.error.LoadException if nothing of it has become durable, or that is not known
     */
    void commit(String state);

    /**
     * For a driver whose state has parts that move from one run to another while both are alive, such as the partitions of a
     * topic: makes this run the one that commits those parts, instead of {@link #begin}. Whoever had one of them before can
     * commit nothing any more. Called where nothing is drained that is not committed.
     *
     * @return the states that were committed last, of the parts that have one
     */
    default Map<String, String> take(Set<String> parts) {
        throw new UnsupportedOperationException("this target keeps one state for a run, not one for each part");
    }

    /**
     * Makes everything that was drained since the last commit durable, together with the states of parts that were taken.
     *
     * @param states JSON texts, by part
     * @throws dev.connectorkit.runtime.error.LoadException if nothing of it has become durable, or that is not known; also if
     *     another run has taken one of the parts
     */
    default void commit(Map<String, String> states) {
        throw new UnsupportedOperationException("this target keeps one state for a run, not one for each part");
    }
}
