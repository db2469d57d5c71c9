package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often something is tried that may work the next time.
 *
 * @param attempts   the first included, at least 1
 * @param time       for all attempts together
 * @param firstDelay before the second attempt; doubled for each further one, and jittered
 */
public record RetrySettings(int attempts, Duration time, Duration firstDelay) {
    public RetrySettings {
        requireNonNull(time, "time");
        requireNonNull(firstDelay, "firstDelay");
    }
}
