package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.metrics.StreamCounters;
import dev.connectorkit.runtime.sink.Sink;

/** A stream from its SCHEMA to its sink. */
final class StreamPipeline {
    private final CompiledStream stream;
    private final Lane lane;
    private final StreamCounters counters;

    StreamPipeline(CompiledStream stream, Sink sink, StreamCounters counters) {
        this.stream = stream;
        this.lane = new Lane(sink);
        this.counters = counters;
    }

    String name() {
        return stream.schema().name();
    }

    CompiledStream stream() {
        return stream;
    }

    Lane lane() {
        return lane;
    }

    StreamCounters counters() {
        return counters;
    }
}
