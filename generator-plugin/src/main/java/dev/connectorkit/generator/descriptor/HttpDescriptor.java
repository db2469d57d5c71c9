package dev.connectorkit.generator.descriptor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What architecture http needs to know, as written.
 *
 * @param key the key {@code http}
 */
public record HttpDescriptor(
        Located<String> key,
        Optional<Located<String>> baseUrl,
        Optional<Authentication> authentication,
        Optional<Probe> probe,
        Optional<Located<BigDecimal>> timeoutSeconds,
        List<Header> headers,
        Optional<Located<Boolean>> ownClass,
        List<Stream> streams) {
    public HttpDescriptor {
        headers = List.copyOf(headers);
        streams = List.copyOf(streams);
    }

    /**
     * By which settings the system lets the connector in.
     *
     * @param key   the key {@code authentication}
     * @param parts the other keys that are given, each with its value
     */
    public record Authentication(Located<String> key, Optional<Located<String>> type, List<Header> parts) {
        public Authentication {
            parts = List.copyOf(parts);
        }
    }

    /** The connection test. */
    public record Probe(Optional<Located<String>> method, Optional<Located<String>> path) {}

    /** A name and a value. */
    public record Header(Located<String> name, Located<String> value) {}

    /**
     * How a stream is sent.
     *
     * @param name its key
     */
    public record Stream(
            Located<String> name,
            Optional<Located<String>> method,
            Optional<Located<String>> path,
            List<Header> headers,
            Optional<Located<String>> body,
            Optional<Located<String>> envelope,
            Optional<Located<BigDecimal>> batchSize,
            Optional<Located<BigDecimal>> requestsPerSecond,
            Optional<List<Located<BigDecimal>>> retryStatuses,
            Optional<List<Located<BigDecimal>>> rejectedStatuses) {
        public Stream {
            headers = List.copyOf(headers);
            retryStatuses = retryStatuses.map(List::copyOf);
            rejectedStatuses = rejectedStatuses.map(List::copyOf);
        }
    }
}
