package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.session.Connector;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads that a first start does with rows of its own, so that the JVM remembers the classes of a real one. Found by {@code
 * ServiceLoader}; it reaches no system but the folder that it is given.
 */
@FunctionalInterface
public interface Rehearsal {
    /** Gives connectors that load below the folder without being configured; none where nothing of theirs is on the class path. */
    List<Connector> connectors(Path folder);
}
