package nothing;

import dev.connectorkit.runtime.destination.Destination;
import javax.annotation.processing.Generated;

/**
 * What {@link NothingDestination} extends: it gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractNothingDestination extends Destination {
    private NothingSettings settings;

    /**
     * The settings are there from the first call on, not in a constructor.
     */
    protected AbstractNothingDestination() {
    }

    final void configure(NothingSettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     * @throws IllegalStateException in a constructor, when they are not there yet
     */
    protected final NothingSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("settings() is asked for in a constructor; ask where they are used");
        }
        return settings;
    }
}
