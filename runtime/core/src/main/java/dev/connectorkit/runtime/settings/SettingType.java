package dev.connectorkit.runtime.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The JSON types that a setting can have. */
public enum SettingType {
    STRING("string"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    OBJECT("object"),
    ARRAY("array"),
    /** A count, such as {@code 100}, or a share, such as {@code "5%"}. */
    COUNT_OR_PERCENT("integer", "string");

    private final String words;

    SettingType(String... jsonNames) {
        this.words = String.join(" or ", jsonNames);
    }

    /** The type's names in JSON Schema; one, but for values of two kinds. */
    public List<String> jsonNames() {
        return List.of(words.split(" or "));
    }

    /** The same for people, such as {@code integer or string}. */
    public String words() {
        return words;
    }

    boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isNumber() && (!value.isDouble() || Double.isFinite(value.doubleValue()));
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case COUNT_OR_PERCENT -> INTEGER.accepts(value) || STRING.accepts(value);
        };
    }
}
