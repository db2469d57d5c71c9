package com.acme.crm;

import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * What {@link AcmeCrmTarget} extends: it gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractAcmeCrmTarget extends Target {
    private AcmeCrmSettings settings;

    /**
     * The settings are there from the first call on, not in a constructor.
     */
    protected AbstractAcmeCrmTarget() {
    }

    final void configure(AcmeCrmSettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     * @throws IllegalStateException in a constructor, when they are not there yet
     */
    protected final AcmeCrmSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("settings() is asked for in a constructor; ask where they are used");
        }
        return settings;
    }
}
