package com.acme.ledger;

import dev.connectorkit.runtime.destination.Destination;
import javax.annotation.processing.Generated;

/**
 * What {@link LedgerDestination} extends: it gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractLedgerDestination extends Destination {
    private LedgerSettings settings;

    /**
     * The settings are there from the first call on, not in a constructor.
     */
    protected AbstractLedgerDestination() {
    }

    final void configure(LedgerSettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     * @throws IllegalStateException in a constructor, when they are not there yet
     */
    protected final LedgerSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("settings() is asked for in a constructor; ask where they are used");
        }
        return settings;
    }
}
