package com.acme.ledger.api;

import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * The settings of target-ledger-api, checked before anything is read.
 *
 * @param url the setting url
 * @param tenant the setting tenant
 * @param token the setting token
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record LedgerApiSettings(String url, String tenant, Secret token) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static LedgerApiSettings from(Settings settings) {
        return new LedgerApiSettings(
                settings.string("url"),
                settings.string("tenant"),
                settings.secret("token"));
    }
}
