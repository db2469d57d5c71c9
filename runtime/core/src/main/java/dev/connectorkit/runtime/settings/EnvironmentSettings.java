package dev.connectorkit.runtime.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings as environment variables give them, cast by type. The words for true are the Singer SDK's
 * (singer_sdk/configuration/_dict_config.py); unlike there, what is neither true nor false is refused.
 */
final class EnvironmentSettings {
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

    private final ConnectorInfo connector;
    private final Map<String, String> environment;

    EnvironmentSettings(ConnectorInfo connector, Map<String, String> environment) {
        this.connector = connector;
        this.environment = environment;
    }

    /** The values that are given, by name of the setting; one that cannot be cast is a problem, which names no value. */
    Map<String, Optional<JsonNode>> read(Iterable<SettingDefinition> definitions, List<String> problems) {
        Map<String, Optional<JsonNode>> values = new LinkedHashMap<>();
        for (SettingDefinition definition : definitions) {
            variable(definition).ifPresent(variable -> {
                Optional<JsonNode> value = cast(definition.type(), environment.getOrDefault(variable, ""));
                values.put(definition.name(), value);
                if (value.isEmpty()) {
                    problems.add("environment variable %s has to be %s"
                            .formatted(variable, definition.type().words()));
                }
            });
        }
        return values;
    }

    private Optional<String> variable(SettingDefinition definition) {
        String derived = connector.environmentVariable(definition.name());
        return environment.containsKey(derived)
                ? Optional.of(derived)
                : definition.env().filter(environment::containsKey);
    }

    private static Optional<JsonNode> cast(SettingType type, String text) {
        try {
            return switch (type) {
                case STRING -> Optional.of(TextNode.valueOf(text));
                case INTEGER -> Optional.of(LongNode.valueOf(Long.parseLong(text.strip())));
                case NUMBER -> Optional.of(DecimalNode.valueOf(new BigDecimal(text.strip())));
                case BOOLEAN -> flag(text.strip().toLowerCase(Locale.ROOT));
                case COUNT_OR_PERCENT -> Optional.of(TextNode.valueOf(text.strip()));
                case OBJECT, ARRAY -> Optional.of(json(text)).filter(type::accepts);
            };
        } catch (NumberFormatException | JsonProcessingException e) {
            return Optional.empty(); // what it says would carry the value, which may be a secret
        }
    }

    private static Optional<JsonNode> flag(String word) {
        return TRUE.contains(word) || FALSE.contains(word)
                ? Optional.of(BooleanNode.valueOf(TRUE.contains(word)))
                : Optional.empty();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .readTree(text);
    }
}
