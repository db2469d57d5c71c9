package dev.connectorkit.runtime.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rules that a record can break; {@code on_invalid} decides for each of them. */
public enum InvalidRule {
    INVALID(ErrorCode.RECORD_INVALID),
    NULL_KEY(ErrorCode.NULL_KEY),
    BAD_DATE(ErrorCode.RECORD_INVALID),
    TOO_LONG(ErrorCode.RECORD_INVALID),
    /** A NUL character or a lone surrogate, which no UTF-8 text column holds. */
    NUL(ErrorCode.RECORD_INVALID),
    /** A number that the destination's type would change. */
    INEXACT(ErrorCode.RECORD_INVALID),
    /** The destination took the batch and refused this record of it. */
    REFUSED(ErrorCode.RECORD_REFUSED);

    private final ErrorCode code;

    InvalidRule(ErrorCode code) {
        this.code = code;
    }

    /** What a run ends with that does not bear records which break the rule. */
    public ErrorCode code() {
        return code;
    }

    /** The rule's name in settings and dead letters, such as {@code null_key}. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, for messages. */
    public static String settingNames() {
        return Arrays.stream(values()).map(InvalidRule::settingName).collect(Collectors.joining(", "));
    }
}
