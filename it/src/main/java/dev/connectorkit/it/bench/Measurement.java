package dev.connectorkit.it.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What can be measured, beside its limit.
 *
 * @param name        what {@code --only} knows it by
 * @param what        is measured
 * @param limit       what it is compared to
 * @param toReach     the ratio that it should have at least; 0 where none is asked for
 * @param rows        of a run, if nobody asks for another number
 * @param repeats     runs for each one that is asked for: more of those that are short
 * @param preparation makes it ready
 */
record Measurement(
        String name, String what, String limit, double toReach, long rows, int repeats, Preparation preparation) {

    /** Makes data and connectors for so many rows. */
    @FunctionalInterface
    interface Preparation {
        Pair prepare(long rows) throws IOException, InterruptedException, SQLException;
    }

    /** One run of something, from its launch to its exit. */
    @FunctionalInterface
    interface Run {
        Cost run() throws IOException, InterruptedException, SQLException;
    }

    /**
     * Two that are compared.
     *
     * @param rows  of a run, where they cannot be as many as were asked for
     * @param input what ours reads
     */
    record Pair(long rows, Path input, Run ours, Run limit) {}

    Measurement(String name, String what, String limit, double toReach, long rows, Preparation preparation) {
        this(name, what, limit, toReach, rows, 1, preparation);
    }
}
