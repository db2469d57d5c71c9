package dev.connectorkit.runtime.http;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts at one request: as many, and for as long, as the settings {@code retry_*} say. For one thread. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int MOST_DOUBLINGS = 6;
    private static final double JITTER = 0.25;

    private final long most;
    private final Duration limit;
    private final Duration firstDelay;
    private final TimeKeeper time;
    private final Instant started;
    private int done;

    Attempts(Settings settings, TimeKeeper time) {
        this.most = settings.integer("retry_attempts");
        this.limit = Duration.ofSeconds(settings.integer("retry_max_seconds"));
        this.firstDelay = Duration.ofNanos(
                settings.number("retry_delay_seconds").movePointRight(9).longValue());
        this.time = time;
        this.started = time.now();
    }

    /**
     * Waits for the next attempt, as long as the system asks for, else longer each time.
     *
     * @param failure what the last attempt came to, with its place
     * @throws LoadException if there is none left
     */
    void next(String failure, Optional<Duration> askedFor, Optional<Throwable> cause) {
        done++;
        Duration delay = askedFor.orElseGet(this::delay);
        if (done >= most) {
            throw failed("%s; that was attempt %d of %d (retry_attempts)".formatted(failure, done, most), cause);
        }
        if (Duration.between(started, time.now()).plus(delay).compareTo(limit) > 0) {
            throw failed(
                    "%s; to wait %d s for the next attempt is more than retry_max_seconds allows, %d s in all"
                            .formatted(failure, delay.toSeconds(), limit.toSeconds()),
                    cause);
        }
        LOG.warn("{}; trying again in {} ms (attempt {} of {})", failure, delay.toMillis(), done + 1, most);
        time.pause(delay);
    }

    private Duration delay() {
        double factor = (1L << Math.min(done - 1, MOST_DOUBLINGS))
                * (1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1));
        return Duration.ofNanos((long) (firstDelay.toNanos() * factor));
    }

    private static LoadException failed(String message, Optional<Throwable> cause) {
        return cause.map(thrown -> new LoadException(message, thrown))
                .orElseGet(() -> new LoadException(ErrorCode.LOAD_FAILED, message));
    }
}
