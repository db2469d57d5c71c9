package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the records of a stream are sent.
 *
 * @param method            such as {@code POST}
 * @param path              below the base URL; {@code {stream}}, {@code {record.property}} and {@code {setting.name}} are filled in,
 *                          percent-encoded
 * @param headers           beyond those that every request has; {@code {stream}} and {@code {setting.name}} are filled in
 * @param body              whether a request holds one record or many
 * @param envelope          the key that the array stands under, where it does not stand alone
 * @param batchSize         records of a request, at most; 1 with a single body
 * @param requestsPerSecond that are not exceeded, if any
 * @param retryStatuses     of HTTP, after which the same is sent again
 * @param rejectedStatuses  of HTTP, by which the system refuses the record itself
 */
public record StreamRequests(
        String method,
        String path,
        Map<String, String> headers,
        Body body,
        Optional<String> envelope,
        int batchSize,
        Optional<BigDecimal> requestsPerSecond,
        Set<Integer> retryStatuses,
        Set<Integer> rejectedStatuses) {
    /** What a request holds. */
    public enum Body {
        /** One record, a JSON object. */
        SINGLE,
        /** Records, as a JSON array. */
        ARRAY
    }

    public StreamRequests {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(body, "body");
        requireNonNull(envelope, "envelope");
        requireNonNull(requestsPerSecond, "requestsPerSecond");
        retryStatuses = Collections.unmodifiableSet(new TreeSet<>(retryStatuses));
        rejectedStatuses = Collections.unmodifiableSet(new TreeSet<>(rejectedStatuses));
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize has to be 1 or more");
        }
    }

    /** Requests of a single record each, until the builder is told otherwise. */
    public static Builder to(String method, String path) {
        return new Builder(method, path);
    }

    /** Collects how a stream is sent. Not for several threads. */
    public static final class Builder {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Body body = Body.SINGLE;
        private Optional<String> envelope = Optional.empty();
        private int batchSize = 1;
        private Optional<BigDecimal> requestsPerSecond = Optional.empty();
        private Set<Integer> retryStatuses = Set.of(408, 425, 429, 500, 502, 503, 504);
        private Set<Integer> rejectedStatuses = Set.of(400, 409, 413, 422);

        private Builder(String method, String path) {
            this.method = method;
            this.path = path;
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Sends as many records in a request, as an array. */
        public Builder array(int records) {
            body = Body.ARRAY;
            batchSize = records;
            return this;
        }

        public Builder envelope(String key) {
            envelope = Optional.of(key);
            return this;
        }

        public Builder requestsPerSecond(String number) {
            requestsPerSecond = Optional.of(new BigDecimal(number));
            return this;
        }

        public Builder retryStatuses(Integer... statuses) {
            retryStatuses = Set.of(statuses);
            return this;
        }

        public Builder rejectedStatuses(Integer... statuses) {
            rejectedStatuses = Set.of(statuses);
            return this;
        }

        public StreamRequests build() {
            return new StreamRequests(
                    method,
                    path,
                    headers,
                    body,
                    envelope,
                    batchSize,
                    requestsPerSecond,
                    retryStatuses,
                    rejectedStatuses);
        }
    }
}
