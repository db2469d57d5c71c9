package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.mapping.expression.Expressions;
import dev.connectorkit.runtime.mapping.expression.PythonJson;
import dev.connectorkit.runtime.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings {@code stream_maps} and {@code stream_map_config}, checked and compiled. Their meaning is the Singer SDK's
 * (singer_sdk/mapper.py), see docs/maps.md. Expressions are not safe for threads.
 */
public final class StreamMaps {
    /** Every stream as it is. */
    public static final StreamMaps NONE = new StreamMaps(List.of(), false, Map.of());

    private final List<StreamMapRule> rules;
    private final boolean removesOthers;
    private final Map<?, ?> config;

    StreamMaps(List<StreamMapRule> rules, boolean removesOthers, Map<?, ?> config) {
        this.rules = List.copyOf(rules);
        this.removesOthers = removesOthers;
        this.config = config;
    }

    /**
     * Reads the settings and compiles every expression.
     *
     * @throws SettingsException if something of them is wrong; the message names all of it, with what to write instead
     */
    public static StreamMaps from(Settings settings) {
        Map<?, ?> config = settings.optionalJson("stream_map_config")
                .map(StreamMaps::values)
                .orElse(Map.of());
        Optional<JsonNode> maps = settings.optionalJson("stream_maps");
        if (maps.isEmpty()) {
            return NONE;
        }
        StreamMapParser parser = new StreamMapParser(new Expressions(Clock.systemUTC()), config);
        StreamMaps compiled = parser.parse(maps.get());
        if (!parser.problems().isEmpty()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", parser.problems()));
        }
        return compiled;
    }

    /** What expressions see as {@code config}. */
    Map<?, ?> config() {
        return config;
    }

    /** What the tap's stream is loaded as, itself first; an empty rule is the stream as it is. */
    List<Optional<StreamMapRule>> rulesFor(String stream) {
        List<Optional<StreamMapRule>> loaded = new ArrayList<>();
        Optional<StreamMapRule> own = Optional.empty();
        for (StreamMapRule rule : rules) {
            if (rule.source().matches(stream)) {
                if (rule.isCopy()) {
                    loaded.add(Optional.of(rule));
                } else {
                    own = Optional.of(rule); // the last one wins, as in the SDK
                }
            }
        }
        boolean isRemoved = own.map(StreamMapRule::isRemoved).orElse(removesOthers);
        if (!isRemoved) {
            loaded.add(0, own);
        }
        return loaded;
    }

    private static Map<?, ?> values(JsonNode config) {
        byte[] json = config.toString().getBytes(StandardCharsets.UTF_8);
        return PythonJson.read(json, 0, json.length) instanceof Map<?, ?> map ? map : Map.of();
    }
}
