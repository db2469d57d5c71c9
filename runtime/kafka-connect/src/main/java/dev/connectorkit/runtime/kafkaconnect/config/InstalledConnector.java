package dev.connectorkit.runtime.kafkaconnect.config;

import dev.connectorkit.runtime.session.Connector;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The one connector that a plugin folder holds.
 *
 * @param streams what its descriptor says of them
 */
public record InstalledConnector(Connector connector, DescribedStreams streams) {
    /** One whose descriptor has no streams. */
    public InstalledConnector(Connector connector) {
        this(connector, DescribedStreams.none());
    }

    /**
     * Gives a new instance of it.
     *
     * @throws ConnectException if there is none, or more than one
     */
    public static InstalledConnector find(ClassLoader plugin) {
        List<Connector> found = ServiceLoader.load(Connector.class, plugin).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() != 1) {
            throw new ConnectException(
                    "the plugin has to hold one connector, found %d; build its folder by connector:kafka-connect"
                            .formatted(found.size()));
        }
        return new InstalledConnector(found.get(0), DescribedStreams.of(plugin));
    }

    /** The settings that it has on Kafka Connect. */
    public SinkSettings settings() {
        return new SinkSettings(connector.info(), streams);
    }
}
