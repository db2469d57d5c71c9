package dev.connectorkit.runtime.kafkaconnect.config;

import dev.connectorkit.runtime.session.Connector;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.kafka.connect.errors.ConnectException;

/** Finds the one connector that a plugin folder holds. */
public final class InstalledConnector {
    private InstalledConnector() {}

    /**
     * Gives a new instance of it.
     *
     * @throws ConnectException if there is none, or more than one
     */
    public static Connector find(ClassLoader plugin) {
        List<Connector> found = ServiceLoader.load(Connector.class, plugin).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() != 1) {
            throw new ConnectException(
                    "the plugin has to hold one connector, found %d; build its folder by connector:kafka-connect"
                            .formatted(found.size()));
        }
        return found.get(0);
    }
}
