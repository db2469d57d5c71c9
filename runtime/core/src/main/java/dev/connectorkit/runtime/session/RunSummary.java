package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run did.
 *
 * @param streams       counts by stream, in the order in which the streams appeared
 * @param emittedStates states that were written
 */
public record RunSummary(Map<String, Counts> streams, long emittedStates) {
    public RunSummary {
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /** Counts of all streams together. */
    public Counts total() {
        return streams.values().stream().reduce(Counts.NONE, Counts::plus);
    }
}
