package com.acme.ledger;

import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * The settings of destination-ledger, checked before anything is read.
 *
 * @param folder Where the bookings are put.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record LedgerSettings(String folder) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static LedgerSettings from(Settings settings) {
        return new LedgerSettings(
                settings.string("folder"));
    }
}
