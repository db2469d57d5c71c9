package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How a connection is opened.
 *
 * @param url        a JDBC URL without secrets
 * @param properties for the driver; may hold secrets
 * @param place      the database for messages, without secrets
 */
public record ConnectionParameters(String url, Map<String, String> properties, String place) {
    public ConnectionParameters {
        requireNonNull(url, "url");
        requireNonNull(place, "place");
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "ConnectionParameters[" + url + "]";
    }
}
