package com.acme.vault;

import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * The settings of target-vault, checked before anything is read.
 *
 * @param url The JDBC URL of the database.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record VaultSettings(String url) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static VaultSettings from(Settings settings) {
        return new VaultSettings(
                settings.string("url"));
    }
}
