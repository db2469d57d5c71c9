package dev.connectorkit.runtime.sql.load;

/**
 * Looks at the digits of a number in ASCII without making objects: sign, digits with at most one point, exponent. Holds what
 * it found last; for one thread.
 */
final class DecimalScan {
    private static final int MAX_EXPONENT = 100_000_000;

    private int end;
    private int digits;
    private int pointAt;
    private int firstNonZero;
    private int lastNonZero;
    private int exponent;
    private long unscaled;
    private boolean negative;

    /** Whether the text is a number; the other methods tell of it then. */
    boolean scan(byte[] text, int offset, int length) {
        end = offset + length;
        digits = 0;
        pointAt = -1;
        firstNonZero = -1;
        lastNonZero = -1;
        exponent = 0;
        unscaled = 0;
        int at = offset;
        negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digit != 0) {
                    firstNonZero = firstNonZero < 0 ? digits : firstNonZero;
                    lastNonZero = digits;
                }
                if (firstNonZero >= 0 && digits - firstNonZero < 18) {
                    unscaled = unscaled * 10 + digit;
                }
                digits++;
            } else if (text[at] == '.' && pointAt < 0) {
                pointAt = digits;
            } else {
                break;
            }
        }
        pointAt = pointAt < 0 ? digits : pointAt;
        return digits > 0 && (at == end || scanExponent(text, at));
    }

    private boolean scanExponent(byte[] text, int start) {
        int at = start;
        if ((text[at] != 'e' && text[at] != 'E') || ++at == end) {
            return false;
        }
        boolean minus = text[at] == '-';
        if (text[at] == '-' || text[at] == '+') {
            at++;
        }
        int first = at;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            exponent = Math.min(MAX_EXPONENT, exponent * 10 + digit);
        }
        exponent = minus ? -exponent : exponent;
        return at > first;
    }

    boolean isZero() {
        return firstNonZero < 0;
    }

    /** Digits from the first to the last that is not zero. */
    int significantDigits() {
        return isZero() ? 0 : lastNonZero - firstNonZero + 1;
    }

    /** Digits before the point, leading zeros left out. */
    int wholeDigits() {
        return isZero() ? 0 : Math.max(0, pointAt - firstNonZero + exponent);
    }

    /** Digits behind the point, trailing zeros left out. */
    int fractionDigits() {
        return isZero() ? 0 : Math.max(0, lastNonZero + 1 - pointAt - exponent);
    }

    /** The power of ten just above the number: 1 for 1 to 9.99, 0 for 0.1 to 0.99. */
    int magnitude() {
        return isZero() ? 0 : pointAt - firstNonZero + exponent;
    }

    /** Whether {@link #unscaled} holds all digits. */
    boolean fitsLong() {
        return isZero() || digits - firstNonZero <= 18;
    }

    /** The digits as a number, with its sign; to be multiplied by ten to the power of {@link #power}. */
    long unscaled() {
        return negative ? -unscaled : unscaled;
    }

    int power() {
        return exponent - (digits - pointAt);
    }
}
