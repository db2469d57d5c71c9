package dev.connectorkit.testkit.suite;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.destination.HttpRoute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the requests of a connector look, for a server that stands in for the system which they are meant for.
 *
 * @param urlSetting the setting that takes the address; absent if none does
 * @param routes     by stream, {@code *} for those that are not named
 */
public record HttpFacts(Optional<String> urlSetting, Map<String, HttpRoute> routes) {
    public HttpFacts {
        requireNonNull(urlSetting, "urlSetting");
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }
}
