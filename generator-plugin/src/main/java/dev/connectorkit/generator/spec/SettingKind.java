package dev.connectorkit.generator.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** The JSON type of a setting's value. The names are those of the runtime's SettingType. */
public enum SettingKind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY;

    /** The word that descriptors and JSON Schema use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the runtime takes the value for a setting of this kind: an integer has 64 bits and no fraction, not even .0. */
    boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
        };
    }

    /** What a value has to be, as messages say it. */
    String needed() {
        return switch (this) {
            case STRING -> "a string";
            case INTEGER -> "an integer of at most 64 bits";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
        };
    }

    static Optional<SettingKind> ofWord(String word) {
        for (SettingKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
