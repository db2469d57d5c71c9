package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One way to run a case.
 *
 * @param name     tells it from the case's other runs, such as {@code batch size 2}; empty where there is one only
 * @param settings overlay those of the case; not to be changed
 */
public record CaseRun(String name, ObjectNode settings) {
    /** The input once, with batches as the connector cuts them. */
    public static final CaseRun ONCE = new CaseRun("", JsonTrees.object());

    public CaseRun {
        requireNonNull(name, "name");
        requireNonNull(settings, "settings");
    }
}
