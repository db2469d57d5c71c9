package com.acme.flights;

import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * The settings of target-flights, checked before anything is read.
 *
 * @param path DuckDB file
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record FlightsSettings(String path) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static FlightsSettings from(Settings settings) {
        return new FlightsSettings(
                settings.string("path"));
    }
}
