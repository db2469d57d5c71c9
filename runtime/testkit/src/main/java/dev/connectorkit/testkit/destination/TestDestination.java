package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.PreparedTable;
import java.util.Optional;
import java.util.Set;

/**
 * The system that a connector under test loads into: a database, a container, a fake. One instance serves one run of one
 * case and starts empty. Life: {@link #start}, {@link #impose} and {@link #prepare} where a case asks for it, {@link #settings},
 * the run, {@link #read} for each stream, {@link #stop}.
 *
 * @see JdbcTestDestination
 * @see JsonLinesTestDestination
 */
public interface TestDestination {
    /** Readies an empty system. */
    void start();

    /** What the system behind it cannot do or hold, whatever the connector does. */
    default Set<Capability> missing() {
        return Set.of();
    }

    /** Makes the system behave so from now on; false if it cannot be made to. */
    default boolean impose(Condition condition) {
        return false;
    }

    /** Makes a table that is there before the connector runs; false if that cannot be done. */
    default boolean prepare(PreparedTable table) {
        return false;
    }

    /** Cuts what is connected to the system; called only where {@link Condition#CUTTABLE} could be imposed. */
    default void cutConnections() {
        throw new UnsupportedOperationException("connections to this destination cannot be cut");
    }

    /** Settings that make the connector load into this system; they overlay its configuration. */
    ObjectNode settings();

    /** The column that a property goes to, where the connector has a rule of its own for names. */
    default String columnName(String property) {
        return property;
    }

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
