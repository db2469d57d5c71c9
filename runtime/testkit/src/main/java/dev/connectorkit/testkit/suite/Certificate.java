package dev.connectorkit.testkit.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.destination.ReadBack;
import java.util.List;
import java.util.Optional;

/**
 * What the suite has to know of a target that is none of this kit's.
 *
 * @param name          as reports have it
 * @param command       that starts it, with arguments; {@code ${config}} stands for the configuration file
 * @param configuration for a run: {@code ${run}} stands for the run's folder, {@code ${schema}} for a name that no other run
 *     has; not to be changed
 * @param unreachable   overlays the configuration where its destination has to be away; absent where it cannot be
 * @param readBack      where what it loaded is read; absent if it cannot be
 */
public record Certificate(
        String name,
        List<String> command,
        ObjectNode configuration,
        Optional<ObjectNode> unreachable,
        Capabilities capabilities,
        Optional<ReadBack> readBack) {
    public Certificate {
        requireNonNull(name, "name");
        command = List.copyOf(command);
        requireNonNull(configuration, "configuration");
        requireNonNull(unreachable, "unreachable");
        requireNonNull(capabilities, "capabilities");
        requireNonNull(readBack, "readBack");
    }
}
