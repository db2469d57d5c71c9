package dev.connectorkit.runtime.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers digit for digit, with a limit on exponents: 1e999999999 is eleven bytes, and a billion digits once it is expanded. */
final class ExactNumber {
    /** Largest exponent that is read, and the smallest with its sign turned. */
    static final int MAX_EXPONENT = 1000;

    private ExactNumber() {}

    /** Whether the exponent of a JSON number, if it has one, is small enough to be expanded. */
    static boolean isReadable(char[] text, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && text[i] != 'e' && text[i] != 'E') {
            i++;
        }
        i++;
        if (i < end && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        int exponent = 0;
        for (; i < end && exponent <= MAX_EXPONENT; i++) {
            exponent = exponent * 10 + (text[i] - '0');
        }
        return exponent <= MAX_EXPONENT;
    }

    static boolean isReadable(BigDecimal number) {
        return Math.abs((long) number.scale()) <= (long) MAX_EXPONENT + number.precision();
    }

    /** Whether the number has no fraction; 1.0 and 1e2 have none. */
    static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0
                || number.signum() == 0
                || number.stripTrailingZeros().scale() <= 0;
    }

    /** One spelling of each number: equal numbers become equal objects, a {@link BigInteger} where there is no fraction. */
    static Number canonical(BigDecimal number) {
        return isWhole(number) ? number.toBigInteger() : number.stripTrailingZeros();
    }
}
