package dev.connectorkit.runtime.settings;

import com.fasterxml.jackson.databind.JsonNode;

/** The JSON types that a setting can have. */
public enum SettingType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY;

    /** The type's name in JSON Schema. */
    public String jsonName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isNumber() && (!value.isDouble() || Double.isFinite(value.doubleValue()));
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
        };
    }
}
