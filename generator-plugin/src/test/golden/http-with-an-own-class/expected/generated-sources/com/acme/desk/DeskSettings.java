package com.acme.desk;

import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * The settings of target-desk, checked before anything is read.
 *
 * @param region the setting region
 * @param apiKey the setting api_key
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record DeskSettings(String region, Secret apiKey) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static DeskSettings from(Settings settings) {
        return new DeskSettings(
                settings.string("region"),
                settings.secret("api_key"));
    }
}
