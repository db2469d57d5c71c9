package dev.connectorkit.runtime.kafkaconnect.config;

import dev.connectorkit.runtime.settings.SettingDefinition;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Says what a value would have to be; never what it is. A setting that is not given is valid. */
record SettingValidator(SettingDefinition definition) implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value != null) {
            String text = value instanceof Password secret ? secret.value() : value.toString();
            if (text.isEmpty() && definition.required()) {
                throw wrong("must not be empty");
            }
            problem(text).ifPresent(needed -> {
                throw wrong("has to be " + needed);
            });
        }
    }

    private ConfigException wrong(String what) {
        return new ConfigException("setting \"%s\" %s".formatted(definition.name(), what));
    }

    private Optional<String> problem(String text) {
        return switch (definition.type()) {
            case INTEGER ->
                definition.minimum().isPresent()
                                && Long.parseLong(text) < definition.minimum().getAsLong()
                        ? Optional.of(definition.minimum().getAsLong() + " or more")
                        : Optional.empty();
            case NUMBER -> isNumber(text) ? Optional.empty() : Optional.of("a number");
            case OBJECT ->
                isJson(text, true) ? Optional.empty() : Optional.of("a JSON object, such as {\"name\": \"value\"}");
            case ARRAY -> isJson(text, false) ? Optional.empty() : Optional.of("a JSON array, such as [\"id\"]");
            case BOOLEAN, COUNT_OR_PERCENT -> Optional.empty();
            case STRING ->
                definition.allowedValues().isEmpty()
                                || definition.allowedValues().contains(text)
                        ? Optional.empty()
                        : Optional.of("one of " + String.join(", ", definition.allowedValues()));
        };
    }

    private static boolean isNumber(String text) {
        try {
            new BigDecimal(text.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isJson(String text, boolean object) {
        return SinkSettings.parse(text)
                .filter(value -> object ? value.isObject() : value.isArray())
                .isPresent();
    }

    /** For the documentation that Connect makes of a definition. */
    @Override
    public String toString() {
        if (!definition.allowedValues().isEmpty()) {
            return definition.allowedValues().toString();
        }
        if (definition.minimum().isPresent()) {
            return "[" + definition.minimum().getAsLong() + ",...]";
        }
        return switch (definition.type()) {
            case NUMBER -> "a number";
            case OBJECT -> "a JSON object";
            case ARRAY -> "a JSON array";
            case COUNT_OR_PERCENT -> "a count, or a percentage such as 5%";
            case STRING, INTEGER, BOOLEAN -> "";
        };
    }
}
