package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.state.StateLedger;
import java.util.HashMap;
import java.util.Map;

/**
 * Streams whose rows count as loaded only once their sink has published them. Until then no state that came after the
 * stream's first SCHEMA is covered. Guarded by the session's monitor.
 */
final class Publications {
    private final StateLedger ledger;
    private final DrainPool pool;
    private final Map<String, Long> openSince = new HashMap<>();
    private boolean inputHasEnded;

    Publications(StateLedger ledger, DrainPool pool) {
        this.ledger = ledger;
        this.pool = pool;
    }

    /** The stream has new sinks since the message at that position. */
    void opened(StreamPipeline pipeline, long position) {
        if (sink(pipeline).publishes() && openSince.putIfAbsent(pipeline.name(), position) == null) {
            ledger.open(position);
        }
    }

    /** A version was activated, which may publish the stream's rows. */
    void activated(StreamPipeline pipeline) {
        if (!sink(pipeline).publishes()) {
            close(pipeline);
        }
    }

    void endOfInput() {
        inputHasEnded = true;
    }

    /** Publishes what is not published yet; an input that broke off publishes nothing. */
    void publishAll(Iterable<StreamPipeline> pipelines) {
        if (!inputHasEnded) {
            return;
        }
        for (StreamPipeline pipeline : pipelines) {
            if (openSince.containsKey(pipeline.name())) {
                pool.attempt(sink(pipeline)::publish);
                close(pipeline);
            }
        }
    }

    private void close(StreamPipeline pipeline) {
        Long position = openSince.remove(pipeline.name());
        if (position != null) {
            ledger.close(position);
        }
    }

    private static Sink sink(StreamPipeline pipeline) {
        return pipeline.lanes().get(0).sink();
    }
}
