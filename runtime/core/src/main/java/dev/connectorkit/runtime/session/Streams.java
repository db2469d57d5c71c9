package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.mapping.MappedStream;
import dev.connectorkit.runtime.metrics.StreamCounters;
import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The streams of a run, by the names that they are loaded as: each has sinks, made anew when its schema changes, and counts
 * for the whole run. Guarded by the session's monitor; only the reading thread opens one.
 */
final class Streams {
    private final Target target;
    private final SessionSettings settings;
    private final DrainPool pool;
    private final SinkChanges changes;
    private final Map<String, StreamPipeline> pipelines = new LinkedHashMap<>();
    private final Map<String, StreamCounters> counters = new LinkedHashMap<>();

    Streams(Target target, SessionSettings settings, DrainPool pool, SinkChanges changes) {
        this.target = target;
        this.settings = settings;
        this.pool = pool;
        this.changes = changes;
    }

    /** In the order of their first SCHEMA; grows as streams are opened. */
    Collection<StreamPipeline> all() {
        return Collections.unmodifiableCollection(pipelines.values());
    }

    StreamPipeline get(CompiledStream stream) {
        return requireNonNull(pipelines.get(stream.schema().name()), "pipeline");
    }

    /** What the tap's stream is loaded as. */
    List<StreamPipeline> of(MappedStream source) {
        return source.loaded().stream().map(this::get).toList();
    }

    StreamCounters counters(String stream) {
        return counters.computeIfAbsent(stream, any -> new StreamCounters());
    }

    Map<String, Counts> counts() {
        Map<String, Counts> counts = new LinkedHashMap<>();
        counters.forEach((stream, counter) -> counts.put(stream, counter.counts()));
        return counts;
    }

    /** Makes and readies sinks for the schema; those of the schema before are cleaned up, so nothing of it may be open. */
    StreamPipeline open(CompiledStream stream) {
        StreamSchema schema = stream.schema();
        Optional<StreamPipeline> existing = Optional.ofNullable(pipelines.get(schema.name()));
        List<Sink> sinks = new ArrayList<>();
        changes.run(() -> {
            existing.ifPresent(pipeline -> pipeline.lanes().forEach(Lane::cleanUp));
            ready(schema, sinks);
        });
        StreamPipeline pipeline = new StreamPipeline(stream, sinks, counters(schema.name()));
        pipelines.put(schema.name(), pipeline);
        return pipeline;
    }

    /** Sinks of which one fails are in no pipeline yet, so nobody else would clean them up. */
    private void ready(StreamSchema schema, List<Sink> sinks) {
        int lanes = Math.max(1, Math.min(settings.streamParallelism(), target.maxLanes(schema)));
        try {
            for (int i = 0; i < lanes; i++) {
                pool.attempt(() -> sinks.add(target.sink(schema)));
            }
            sinks.forEach(sink -> pool.attempt(sink::setup));
        } catch (RuntimeException | Error e) {
            for (Sink sink : sinks) {
                try {
                    sink.cleanUp();
                } catch (RuntimeException another) {
                    e.addSuppressed(another);
                }
            }
            throw e;
        }
    }
}
