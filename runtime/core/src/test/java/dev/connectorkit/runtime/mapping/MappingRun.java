package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps the messages of an input by a configuration, without an engine: what is loaded, stream by stream, as JSON. */
final class MappingRun implements MessageHandler {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final StreamMapper mapper;
    private final Map<String, MappedStream> sources = new HashMap<>();
    private final Map<String, StreamSchema> schemas = new LinkedHashMap<>();
    private final List<String> rows = new ArrayList<>();

    private MappingRun(String configuration) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        this.mapper = new StreamMapper(MappingSettings.from(settings(configuration)), clock, NOW.minusSeconds(5));
    }

    static MappingRun of(String configuration, String... lines) {
        MappingRun run = new MappingRun(configuration);
        byte[] input = String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8);
        MessageReader reader = new MessageReader(new ByteArrayInputStream(input), 1 << 20, false);
        while (reader.next(run)) {
            // each message goes to this handler
        }
        return run;
    }

    static Settings settings(String configuration) {
        return new SettingsReader(ConnectorInfo.of("target-test").build()).read(tree(configuration));
    }

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) Json.trees(1 << 20).readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String schema(String stream, String properties, String... keys) {
        String names = keys.length == 0 ? "" : "\"" + String.join("\",\"", keys) + "\"";
        return "{\"type\":\"SCHEMA\",\"stream\":\"%s\",\"schema\":{\"properties\":%s},\"key_properties\":[%s]}"
                .formatted(stream, properties, names);
    }

    static String record(String stream, String record) {
        return "{\"type\":\"RECORD\",\"stream\":\"%s\",\"record\":%s}".formatted(stream, record);
    }

    /** {@code stream {"column":value}}, in the order of loading. */
    List<String> rows() {
        return rows;
    }

    StreamSchema schema(String loaded) {
        return requireNonNull(schemas.get(loaded), loaded);
    }

    Map<String, StreamSchema> schemas() {
        return schemas;
    }

    List<String> columns(String loaded) {
        return schema(loaded).properties().stream()
                .map(property -> property.name() + " " + property.type())
                .toList();
    }

    @Override
    public void onSchema(SchemaMessage message) {
        MappedStream stream = mapper.compile(message);
        sources.put(message.stream(), stream);
        stream.loaded().forEach(loaded -> schemas.put(loaded.schema().name(), loaded.schema()));
    }

    @Override
    public void onRecord(RecordMessage message) throws IOException {
        for (CompiledStream stream :
                requireNonNull(sources.get(message.stream()), "SCHEMA first").read(message)) {
            stream.stampBatch(NOW.minusSeconds(60).toEpochMilli());
            rows.add(stream.schema().name() + " " + stream.row().record().toJson());
        }
    }

    @Override
    public void onState(StateMessage message) {
        throw new AssertionError(message);
    }

    @Override
    public void onActivateVersion(ActivateVersionMessage message) {
        throw new AssertionError(message);
    }

    @Override
    public void onBatch(BatchMessage message) {
        throw new AssertionError(message);
    }
}
