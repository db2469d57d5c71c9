package dev.connectorkit.runtime.schema;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers from their text in bytes. */
final class Digits {
    /** What {@link #unscaled} gives for a number that is too long for it or has an exponent. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MAX_DIGITS = 18;

    private Digits() {}

    /** The number's digits without its point, signed; {@link #NONE} past 18 digits and for exponents. */
    static long unscaled(byte[] data, int offset, int length) {
        if (length > MAX_DIGITS) {
            return NONE;
        }
        boolean negative = data[offset] == '-';
        long number = 0;
        for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
            int digit = data[i] - '0';
            if (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
            } else if (data[i] != '.') {
                return NONE;
            }
        }
        return negative ? -number : number;
    }

    /** Digits behind the point; 0 where there is none. Not for numbers with an exponent. */
    static int scale(byte[] data, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (data[i] == '.') {
                return offset + length - i - 1;
            }
        }
        return 0;
    }

    /** Whether a number without an exponent has at most so many digits behind the point; false where it has an exponent. */
    static boolean scaleAtMost(byte[] data, int offset, int length, int most) {
        int point = offset + length;
        for (int i = offset; i < offset + length; i++) {
            if (data[i] == '.') {
                point = i + 1;
            } else if (data[i] > '9') {
                return false;
            }
        }
        return offset + length - point <= most;
    }

    static BigDecimal decimal(byte[] data, int offset, int length) {
        return new BigDecimal(new String(data, offset, length, StandardCharsets.ISO_8859_1));
    }
}
