package dev.connectorkit.runtime.metrics;

import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Logs how many records each stream has read, every minute and at the end, the difference each time. Safe for threads. */
public final class RecordCounts {
    private static final long INTERVAL_MILLIS = 60_000;

    private final Clock clock;
    private final Map<String, Long> logged = new HashMap<>();
    private long lastMillis;

    public RecordCounts(Clock clock) {
        this.clock = clock;
        this.lastMillis = clock.millis();
    }

    /** Logs if a minute has passed since the last time; the counts are asked for then only. */
    public synchronized void tick(Supplier<Map<String, Counts>> counts) {
        if (clock.millis() - lastMillis >= INTERVAL_MILLIS) {
            log(counts.get());
        }
    }

    /** Logs what is not logged yet; every stream appears. */
    public synchronized void end(Map<String, Counts> counts) {
        log(counts);
    }

    private void log(Map<String, Counts> counts) {
        lastMillis = clock.millis();
        counts.forEach((stream, count) -> {
            long before = logged.getOrDefault(stream, 0L);
            SingerMetrics.recordCount(stream, count.read() - before);
            logged.put(stream, count.read());
        });
    }
}
