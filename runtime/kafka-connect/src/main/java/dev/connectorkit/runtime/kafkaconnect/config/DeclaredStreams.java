package dev.connectorkit.runtime.kafkaconnect.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streams whose schemas are known before their first record. */
public final class DeclaredStreams {
    private final Map<String, Declaration> byStream;

    /**
     * A stream as it is declared.
     *
     * @param schema        JSON Schema of its records
     * @param keyProperties may be empty
     */
    public record Declaration(ObjectNode schema, List<String> keyProperties) {}

    private DeclaredStreams(Map<String, Declaration> byStream) {
        this.byStream = byStream;
    }

    /**
     * Reads the setting {@code stream_schemas}.
     *
     * @throws SettingsException if it is not of the form that its description says
     */
    public static DeclaredStreams from(Settings settings) {
        Map<String, Declaration> byStream = new HashMap<>();
        settings.optionalJson(TopicSettings.STREAM_SCHEMAS).ifPresent(streams -> streams.properties()
                .forEach(stream -> byStream.put(stream.getKey(), declaration(stream.getKey(), stream.getValue()))));
        return new DeclaredStreams(byStream);
    }

    public Optional<Declaration> of(String stream) {
        return Optional.ofNullable(byStream.get(stream));
    }

    private static Declaration declaration(String stream, JsonNode value) {
        if (!(value.path("schema") instanceof ObjectNode schema)) {
            throw wrong(stream, "schema has to be a JSON Schema object");
        }
        List<String> keys = new ArrayList<>();
        for (JsonNode key : value.path("key_properties")) {
            if (!key.isTextual()) {
                throw wrong(stream, "key_properties has to be a list of names");
            }
            keys.add(key.textValue());
        }
        return new Declaration(schema, keys);
    }

    private static SettingsException wrong(String stream, String what) {
        return new SettingsException(
                ErrorCode.CONFIG_INVALID, "configuration: stream_schemas, stream \"%s\": %s".formatted(stream, what));
    }
}
