package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.JsonRecordReader;
import dev.connectorkit.runtime.schema.RecordRules;
import dev.connectorkit.runtime.schema.SchemaCompiler;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<Optional<StreamMapRule>> rules = settings.maps().rulesFor(message.stream());
        if (rules.isEmpty()) {
            return new RemovedStream(message);
        }
        if (rules.size() == 1 && rules.get(0).map(StreamMapRule::keepsRecords).orElse(true)) {
            return new DirectStream(message, load(message, renamed(message, rules.get(0))));
        }
        requireDistinct(message.stream(), rules);
        StreamSchema source = source(message);
        List<ExpressionStream.Output> outputs = rules.stream()
                .map(rule -> MapCompiler.compile(
                        message, source, rule, settings.maps().config()))
                .map(mapped -> new ExpressionStream.Output(load(message, mapped.schema()), mapped.map()))
                .toList();
        return new ExpressionStream(message, reader(message, source), outputs);
    }

    private static void requireDistinct(String stream, List<Optional<StreamMapRule>> rules) {
        Map<String, String> paths = new HashMap<>();
        for (Optional<StreamMapRule> rule : rules) {
            String name = rule.map(map -> MapCompiler.name(map, stream)).orElse(stream);
            String path = rule.map(StreamMapRule::path).orElse(stream);
            String other = paths.put(name, path);
            if (other != null) {
                throw collision("stream \"%s\", by \"%s\" and by \"%s\",".formatted(stream, other, path), name);
            }
        }
    }

    private static SchemaMessage renamed(SchemaMessage message, Optional<StreamMapRule> rule) {
        return rule.map(map -> new SchemaMessage(
                        MapCompiler.name(map, message.stream()),
                        message.schema(),
                        message.keyProperties(),
                        message.options(),
                        message.line()))
                .orElse(message);
    }

    /** What a map reads of a record: all that its schema names, unchecked, since what comes of it is checked. */
    private static StreamSchema source(SchemaMessage message) {
        return new StreamSchema(
                message.stream(), SchemaCompiler.properties(message.stream(), message.schema(), List.of()), List.of());
    }

    private static JsonRecordReader reader(SchemaMessage message, StreamSchema source) {
        return new JsonRecordReader(
                source,
                source.properties(),
                RecordRules.none(),
                property -> CompiledStream.warnOfUnknown(message.stream(), property));
    }

    private CompiledStream load(SchemaMessage source, SchemaMessage loaded) {
        String other = sources.putIfAbsent(loaded.stream(), source.stream());
        if (other != null && !other.equals(source.stream())) {
            throw collision("streams \"%s\" and \"%s\"".formatted(other, source.stream()), loaded.stream());
        }
        return new CompiledStream(loaded, settings, clock, runStartedAt);
    }

    private static MessageException collision(String streams, String name) {
        return new MessageException(
                ErrorCode.NAME_COLLISION,
                "%s would twice be loaded as \"%s\"; give one of them another name in stream_maps (__alias__)"
                        .formatted(streams, name));
    }
}
