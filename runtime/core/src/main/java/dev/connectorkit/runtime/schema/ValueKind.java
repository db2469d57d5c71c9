package dev.connectorkit.runtime.schema;

/** What a record holds for a property, as the source sent it. */
public enum ValueKind {
    /** The record does not have the property. */
    ABSENT(0),
    /** A JSON {@code null}. */
    NULL(1),
    FALSE(2),
    TRUE(3),
    /** A number without fraction and exponent, of any size; held as its digits. */
    INTEGER(4),
    /** A number with fraction or exponent; held as it was written. */
    DECIMAL(5),
    /** A string; held as UTF-8 without escapes. */
    STRING(6),
    /** An object or array; held as the JSON text that was sent. */
    JSON(7);

    private static final ValueKind[] BY_CODE = values();

    private final int code;

    ValueKind(int code) {
        this.code = code;
    }

    /** Number of the kind in a row's bytes; kinds up to that of NULL hold no value. */
    int code() {
        return code;
    }

    static ValueKind of(int code) {
        return BY_CODE[code];
    }
}
