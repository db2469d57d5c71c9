package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The system that a connector under test loads into: a database, a container, a fake. One instance serves one run of one
 * case and starts empty. Life: {@link #start}, {@link #settings}, the run, {@link #read} for each stream, {@link #stop}.
 *
 * @see JdbcTestDestination
 * @see JsonLinesTestDestination
 */
public interface TestDestination {
    /** Readies an empty system. */
    void start();

    /** Settings that make the connector load into this system; they overlay its configuration. */
    ObjectNode settings();

    /**
     * What the system holds of a stream.
     *
     * @return nothing if there is no table, or whatever stands for one
     */
    Optional<StoredTable> read(String stream);

    /**
     * Whether {@link #read} may be called while the connector runs, by another thread. If so, the suite looks at the rows
     * each time a state comes out.
     */
    default boolean isReadableDuringRun() {
        return false;
    }

    /** Releases what {@link #start} took; called exactly once after it, also when the run failed. */
    void stop();
}
