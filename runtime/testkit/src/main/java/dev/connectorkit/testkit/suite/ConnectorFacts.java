package dev.connectorkit.testkit.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import java.util.Optional;

/**
 * What the suite has to know of a connector.
 *
 * @param name         as reports have it
 * @param architecture {@code sql}, {@code target}, {@code destination} or {@code http}
 * @param dialect      of the database; there with {@code sql} alone
 * @param http         how its requests look; there with {@code http} alone
 * @param settings     the configuration that a case overlays; not to be changed
 */
public record ConnectorFacts(
        String name,
        Architecture architecture,
        Optional<String> dialect,
        Optional<HttpFacts> http,
        ObjectNode settings,
        Capabilities capabilities) {
    /** What a connector is made of. */
    public enum Architecture {
        SQL,
        TARGET,
        DESTINATION,
        HTTP
    }

    public ConnectorFacts {
        requireNonNull(name, "name");
        requireNonNull(architecture, "architecture");
        requireNonNull(dialect, "dialect");
        requireNonNull(http, "http");
        requireNonNull(settings, "settings");
        requireNonNull(capabilities, "capabilities");
    }
}
