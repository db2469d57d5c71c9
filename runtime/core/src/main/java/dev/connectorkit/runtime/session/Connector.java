package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;

/** A connector as programs find it (by {@code ServiceLoader}): what it is, and how a run of it begins. */
public interface Connector {
    ConnectorInfo info();

    /** Makes the target of one run; nothing is connected to yet. */
    Target open(Settings settings);
}
