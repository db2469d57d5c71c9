package dev.connectorkit.generator.spec;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a connector's system is reached over HTTP, checked: each place to fill in can be filled.
 *
 * @param headers  name to value, in the descriptor's order
 * @param ownClass whether its author reads answers in a class of their own
 * @param streams  by name, {@code *} for any, in the descriptor's order
 */
public record HttpSpec(
        String baseUrl,
        Authentication authentication,
        Optional<Probe> probe,
        int timeoutSeconds,
        Map<String, String> headers,
        boolean ownClass,
        Map<String, Stream> streams) {
    /** By which settings the system lets the connector in. */
    public sealed interface Authentication {}

    /** The system is open. */
    public record None() implements Authentication {}

    /** A user and a password. */
    public record Basic(String userSetting, String passwordSetting) implements Authentication {}

    /** A token. */
    public record Bearer(String tokenSetting) implements Authentication {}

    /** A key in a header. */
    public record ApiKey(String keySetting, String header) implements Authentication {}

    /** The connection test. */
    public record Probe(String method, String path) {}

    /**
     * How a stream is sent.
     *
     * @param arrayOf          records of a request, where it holds an array
     * @param retryStatuses    those of the runtime where there are none
     * @param rejectedStatuses those of the runtime where there are none
     */
    public record Stream(
            String method,
            String path,
            Map<String, String> headers,
            Optional<Integer> arrayOf,
            Optional<String> envelope,
            Optional<BigDecimal> requestsPerSecond,
            Optional<List<Integer>> retryStatuses,
            Optional<List<Integer>> rejectedStatuses) {
        public Stream {
            requireNonNull(method, "method");
            requireNonNull(path, "path");
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
            retryStatuses = retryStatuses.map(List::copyOf);
            rejectedStatuses = rejectedStatuses.map(List::copyOf);
        }
    }

    public HttpSpec {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(authentication, "authentication");
        requireNonNull(probe, "probe");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }
}
