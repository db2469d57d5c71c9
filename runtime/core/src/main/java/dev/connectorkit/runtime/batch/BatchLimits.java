package dev.connectorkit.runtime.batch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Says when a batch is drained: as soon as one limit is reached, checked after each row. A limit that is not positive is
 * refused.
 *
 * @param maxRows  rows of one stream, at least 1
 * @param maxBytes UTF-8 bytes of the input lines of those rows, newlines left out, at least 1; a single larger row is a batch of its own
 * @param maxAge   time since the batch's first row; kept by a timer, so it holds on an idle input too
 */
public record BatchLimits(long maxRows, long maxBytes, Duration maxAge) {
    public BatchLimits {
        requireNonNull(maxAge, "maxAge");
        if (maxRows < 1 || maxBytes < 1 || maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("limits of a batch have to be positive: %d rows, %d bytes, %s"
                    .formatted(maxRows, maxBytes, maxAge));
        }
    }

    /** Whether a batch of so many rows and bytes is full; its age is the timer's. */
    public boolean isReachedBy(long rows, long bytes) {
        return rows >= maxRows || bytes >= maxBytes;
    }
}
