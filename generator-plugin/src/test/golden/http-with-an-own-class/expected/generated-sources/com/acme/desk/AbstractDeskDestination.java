package com.acme.desk;

import dev.connectorkit.runtime.http.HttpDestination;
import dev.connectorkit.runtime.settings.Settings;
import javax.annotation.processing.Generated;

/**
 * What {@link DeskDestination} extends: it knows the system, and gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractDeskDestination extends HttpDestination {
    private final DeskSettings settings;

    /**
     * Reaches the system that the settings name.
     *
     * @param settings the configuration, checked
     */
    protected AbstractDeskDestination(Settings settings) {
        super(DeskApi.API, settings);
        this.settings = DeskSettings.from(settings);
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     */
    protected final DeskSettings settings() {
        return settings;
    }
}
