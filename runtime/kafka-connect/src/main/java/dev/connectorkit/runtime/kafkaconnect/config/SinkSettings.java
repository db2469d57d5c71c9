package dev.connectorkit.runtime.kafkaconnect.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.EditDistance;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** A connector's settings as Kafka Connect knows them. Safe for threads. */
public final class SinkSettings {
    /** What a worker decides: offsets are the states, and its log is the log. */
    private static final Set<String> DECIDED_BY_THE_WORKER =
            Set.of("state_mode", "state_file_path", "log_format", "unknown_settings", "shutdown_grace_seconds");

    /** Names without a dot that are Connect's own. */
    private static final Set<String> CONNECTS_OWN = Set.of("name", "topics", "transforms", "predicates");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ConnectorInfo connector;
    private final DescribedStreams streams;
    private final Map<String, SettingDefinition> definitions = new LinkedHashMap<>();
    private final ConfigDef configuration = new ConfigDef();

    SinkSettings(ConnectorInfo connector, DescribedStreams streams) {
        this.streams = streams;
        this.connector = connector.with(TopicSettings.definitions());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (SettingDefinition definition : this.connector.allSettings()) {
            if (!DECIDED_BY_THE_WORKER.contains(definition.name())) {
                definitions.put(definition.name(), definition);
                String group = group(connector, definition);
                configuration.define(key(definition, group, sizes.merge(group, 1, Integer::sum)));
            }
        }
    }

    /** Every setting with its documentation, type, default, limits and group. */
    public ConfigDef definition() {
        return configuration;
    }

    /**
     * Gives the settings that a worker's properties amount to; those of Connect itself are passed over.
     *
     * @throws ConfigException if a value is of the wrong type or not allowed, or a required one is missing
     * @throws dev.connectorkit.runtime.error.SettingsException for what the runtime refuses
     */
    public Settings read(Map<String, String> properties) {
        ObjectNode given = JSON.createObjectNode();
        configuration.parse(properties).forEach((name, value) -> {
            if (value != null && properties.get(name) != null) {
                given.set(name, json(required(name).type(), value));
            }
        });
        if (given.path("state_backend").asText().equals("table") && !given.has("state_id")) {
            given.put("state_id", properties.get("name"));
        }
        streams.addTo(given);
        return new SettingsReader(connector).read(given);
    }

    /** For each property that is nearly named as a setting, and is none: what was probably meant. */
    public Map<String, String> misspelled(Map<String, String> properties) {
        Map<String, String> found = new LinkedHashMap<>();
        properties.keySet().stream()
                .filter(name -> !name.contains(".") && !CONNECTS_OWN.contains(name) && !definitions.containsKey(name))
                .sorted()
                .forEach(name -> found.put(name, suggestion(name)));
        return found;
    }

    /** The names of all settings. */
    public Set<String> names() {
        return Set.copyOf(definitions.keySet());
    }

    private String suggestion(String unknown) {
        if (DECIDED_BY_THE_WORKER.contains(unknown)) {
            return "on Kafka Connect the worker decides this; leave it out";
        }
        return "this connector has no such setting"
                + definitions.keySet().stream()
                        .filter(name -> EditDistance.between(unknown, name) <= 1 + unknown.length() / 4)
                        .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)))
                        .map(name -> ", did you mean \"" + name + "\"?")
                        .orElse("; leave it out");
    }

    private SettingDefinition required(String name) {
        return Optional.ofNullable(definitions.get(name)).orElseThrow();
    }

    private static String group(ConnectorInfo connector, SettingDefinition definition) {
        if (TopicSettings.definitions().contains(definition)) {
            return "Topics";
        }
        return connector.settings().contains(definition) ? connector.label() : "Loading";
    }

    private static ConfigDef.ConfigKey key(SettingDefinition definition, String group, int order) {
        return new ConfigDef.ConfigKey(
                definition.name(),
                type(definition),
                defaultValue(definition),
                new SettingValidator(definition),
                importance(definition, group),
                definition.description(),
                group,
                order,
                definition.type() == SettingType.STRING ? ConfigDef.Width.MEDIUM : ConfigDef.Width.SHORT,
                definition.name().replace('_', ' '),
                List.of(),
                definition.allowedValues().isEmpty() ? null : new AllowedValues(definition.allowedValues()),
                false);
    }

    private static ConfigDef.Importance importance(SettingDefinition definition, String group) {
        if (definition.required()) {
            return ConfigDef.Importance.HIGH;
        }
        return group.equals("Loading") ? ConfigDef.Importance.LOW : ConfigDef.Importance.MEDIUM;
    }

    private static ConfigDef.Type type(SettingDefinition definition) {
        return switch (definition.type()) {
            case INTEGER -> ConfigDef.Type.LONG;
            case BOOLEAN -> ConfigDef.Type.BOOLEAN;
            case STRING, NUMBER, OBJECT, ARRAY, COUNT_OR_PERCENT ->
                definition.secret() ? ConfigDef.Type.PASSWORD : ConfigDef.Type.STRING;
        };
    }

    /** Null where there is none, unless the setting is required. */
    private static @Nullable Object defaultValue(SettingDefinition definition) {
        if (definition.defaultJson().isEmpty()) {
            return definition.required() ? ConfigDef.NO_DEFAULT_VALUE : null;
        }
        JsonNode value = parse(definition.defaultJson().get())
                .orElseThrow(() -> new IllegalStateException(
                        "the default of the setting \"%s\" is not JSON".formatted(definition.name())));
        return switch (type(definition)) {
            case LONG -> value.longValue();
            case BOOLEAN -> value.booleanValue();
            case PASSWORD -> new Password(text(value));
            default -> text(value);
        };
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static JsonNode json(SettingType type, Object value) {
        String text = value instanceof Password secret ? secret.value() : value.toString();
        return switch (type) {
            case INTEGER -> LongNode.valueOf((Long) value);
            case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
            case NUMBER -> DecimalNode.valueOf(new BigDecimal(text.strip()));
            case STRING -> TextNode.valueOf(text);
            case COUNT_OR_PERCENT ->
                parse(text).filter(JsonNode::isIntegralNumber).orElse(TextNode.valueOf(text));
            case OBJECT, ARRAY -> parse(text).orElseThrow();
        };
    }

    /** Empty if it is not JSON; what Jackson says of it could carry a secret. */
    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
