package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A system that is reached over HTTP, as a descriptor describes it.
 *
 * @param baseUrl        of all paths; {@code {setting.name}} is filled in as it stands
 * @param authentication by which the system lets the connector in
 * @param probe          the request that shows whether the system can be reached and entered
 * @param timeout        for a connection, and again for a request until the end of its answer
 * @param headers        of each request; {@code {setting.name}} is filled in
 * @param streams        how each is sent; {@link #ANY_STREAM} stands for those that are not named
 */
public record HttpApi(
        String baseUrl,
        Authentication authentication,
        Optional<Probe> probe,
        Duration timeout,
        Map<String, String> headers,
        Map<String, StreamRequests> streams) {
    public static final String ANY_STREAM = "*";

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    /** A request without a body, that a success answers. */
    public record Probe(String method, String path) {
        public Probe {
            requireNonNull(method, "method");
            requireNonNull(path, "path");
        }
    }

    public HttpApi {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(authentication, "authentication");
        requireNonNull(probe, "probe");
        requireNonNull(timeout, "timeout");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    public static Builder at(String baseUrl) {
        return new Builder(baseUrl);
    }

    /** How a stream is sent, if the descriptor says so of it or of any stream. */
    Optional<StreamRequests> requests(String stream) {
        return Optional.ofNullable(streams.get(stream)).or(() -> Optional.ofNullable(streams.get(ANY_STREAM)));
    }

    /** Collects what is known of a system. Not for several threads. */
    public static final class Builder {
        private final String baseUrl;
        private Authentication authentication = Authentication.none();
        private Optional<Probe> probe = Optional.empty();
        private Duration timeout = USUAL_TIMEOUT;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, StreamRequests> streams = new LinkedHashMap<>();

        private Builder(String baseUrl) {
            this.baseUrl = baseUrl;
        }

        public Builder authentication(Authentication by) {
            authentication = by;
            return this;
        }

        public Builder probe(String method, String path) {
            probe = Optional.of(new Probe(method, path));
            return this;
        }

        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder stream(String name, StreamRequests requests) {
            streams.put(name, requests);
            return this;
        }

        public HttpApi build() {
            return new HttpApi(baseUrl, authentication, probe, timeout, headers, streams);
        }
    }
}
