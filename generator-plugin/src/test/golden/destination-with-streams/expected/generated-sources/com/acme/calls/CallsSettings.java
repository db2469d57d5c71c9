package com.acme.calls;

import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * The settings of destination-calls, checked before anything is read.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record CallsSettings() {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static CallsSettings from(Settings settings) {
        return new CallsSettings();
    }
}
