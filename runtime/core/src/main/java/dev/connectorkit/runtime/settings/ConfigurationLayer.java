package dev.connectorkit.runtime.settings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A part of the configuration, from one place.
 *
 * @param values settings by name; not to be changed
 * @param strict whether an unknown setting here is a problem, where {@code unknown_settings} does not say
 */
public record ConfigurationLayer(ObjectNode values, boolean strict) {
    public ConfigurationLayer {
        requireNonNull(values, "values");
    }
}
