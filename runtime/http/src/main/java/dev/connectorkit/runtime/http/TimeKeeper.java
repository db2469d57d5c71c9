package dev.connectorkit.runtime.http;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import java.time.Duration;
import java.time.Instant;

/** Tells the time, and lets it pass. */
interface TimeKeeper {
    TimeKeeper OF_SYSTEM = new TimeKeeper() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration duration) {
            try {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadException(ErrorCode.LOAD_FAILED, "interrupted while waiting to send a request", e);
            }
        }
    };

    Instant now();

    /** Returns when it has passed. */
    void pause(Duration duration);
}
