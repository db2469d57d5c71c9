package dev.connectorkit.runtime.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** Spaces requests evenly, so that there are never more than so many in any second. For one thread at a time. */
final class RequestRate {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final TimeKeeper time;
    private final Duration interval;
    private Instant next = Instant.MIN;

    RequestRate(BigDecimal perSecond, TimeKeeper time) {
        this.time = time;
        this.interval = Duration.ofNanos(
                NANOS.divide(perSecond, 0, RoundingMode.CEILING).longValueExact());
    }

    /** Returns when the next request may be sent. */
    void await() {
        Instant now = time.now();
        if (now.isBefore(next)) {
            time.pause(Duration.between(now, next));
            now = next;
        }
        next = now.plus(interval);
    }
}
