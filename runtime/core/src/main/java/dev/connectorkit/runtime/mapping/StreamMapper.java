package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.message.SchemaMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Compiles the streams of a run, and sees that no two of them are loaded as one. Used by one thread. */
public final class StreamMapper {
    private final MappingSettings settings;
    private final Clock clock;
    private final Instant runStartedAt;
    private final Map<String, String> sources = new HashMap<>();

    public StreamMapper(MappingSettings settings, Clock clock, Instant runStartedAt) {
        this.settings = settings;
        this.clock = clock;
        this.runStartedAt = runStartedAt;
    }

    /**
     * Compiles the stream that the message describes.
     *
     * @throws MessageException if the schema cannot be compiled, or two streams would be loaded as one
     */
    public MappedStream compile(SchemaMessage message) {
        return new DirectStream(message, load(message.stream(), message));
    }

    private CompiledStream load(String source, SchemaMessage loaded) {
        String other = sources.putIfAbsent(loaded.stream(), source);
        if (other != null && !other.equals(source)) {
            throw new MessageException(
                    ErrorCode.NAME_COLLISION,
                    "streams \"%s\" and \"%s\" would both be loaded as \"%s\"; give one of them another __alias__ in stream_maps"
                            .formatted(other, source, loaded.stream()));
        }
        return new CompiledStream(loaded, settings, clock, runStartedAt);
    }
}
