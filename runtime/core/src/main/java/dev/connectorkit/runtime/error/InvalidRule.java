package dev.connectorkit.runtime.error;

/** The rules that a record can break; {@code on_invalid} decides for each of them. */
public enum InvalidRule {
    INVALID(ErrorCode.RECORD_INVALID),
    NULL_KEY(ErrorCode.NULL_KEY),
    BAD_DATE(ErrorCode.RECORD_INVALID),
    TOO_LONG(ErrorCode.RECORD_INVALID),
    /** A NUL character or a lone surrogate, which no UTF-8 text column holds. */
    NUL(ErrorCode.RECORD_INVALID),
    /** A number that the destination's type would change. */
    INEXACT(ErrorCode.RECORD_INVALID);

    private final ErrorCode code;

    InvalidRule(ErrorCode code) {
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
