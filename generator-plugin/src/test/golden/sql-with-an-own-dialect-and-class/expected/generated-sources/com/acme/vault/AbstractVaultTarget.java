package com.acme.vault;

import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.SqlTarget;
import dev.connectorkit.runtime.sql.TypeRules;
import javax.annotation.processing.Generated;

/**
 * What {@link VaultTarget} extends: it knows the system, and gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractVaultTarget extends SqlTarget {
    private final VaultSettings settings;

    /**
     * Loads the database that the settings name; nothing is connected to yet.
     *
     * @param settings the configuration, checked
     */
    protected AbstractVaultTarget(Settings settings) {
        super(new VaultDialect(), settings, TypeRules.NONE
                        .type("orders", "total", "numeric(12,2)")
                        .type("orders", "note", "varchar(200)")
                        .type("*", "created_at", "timestamp")
                        .withNativeArrays());
        this.settings = VaultSettings.from(settings);
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     */
    protected final VaultSettings settings() {
        return settings;
    }
}
