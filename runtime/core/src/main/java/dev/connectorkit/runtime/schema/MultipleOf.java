package dev.connectorkit.runtime.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** {@code multipleOf} in decimals: 0.3 is a multiple of 0.1. Without objects where 64 bits hold the numbers. */
final class MultipleOf implements ValueCheck.Condition {
    private static final int LARGEST_POWER = 18;

    private final BigDecimal step;
    private final int scale;
    /** The step's digits times 10 to the power of the index; 0 past 31 bits, where products could overflow. */
    private final long[] multiples = new long[LARGEST_POWER + 1];

    MultipleOf(BigDecimal step) {
        this.step = step.stripTrailingZeros();
        this.scale = this.step.scale();
        for (int power = 0; power <= LARGEST_POWER; power++) {
            BigInteger multiple = this.step.unscaledValue().multiply(BigInteger.TEN.pow(power));
            multiples[power] = multiple.bitLength() < Integer.SIZE ? multiple.longValue() : 0;
        }
    }

    @Override
    public boolean holds(byte[] data, int offset, int length) {
        if (multiples[0] == 1 && Digits.scaleAtMost(data, offset, length, scale)) {
            return true;
        }
        long unscaled = Digits.unscaled(data, offset, length);
        if (unscaled != Digits.NONE) {
            int missing = scale - Digits.scale(data, offset, length);
            long divisor = missing >= 0 ? multiples[0] : multiples[Math.min(LARGEST_POWER, -missing)];
            if (divisor != 0 && missing <= LARGEST_POWER && missing >= -LARGEST_POWER) {
                return unscaled % divisor * powerOfTen(missing, divisor) % divisor == 0;
            }
        }
        return Digits.decimal(data, offset, length).remainder(step).signum() == 0;
    }

    private static long powerOfTen(int exponent, long modulus) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power = power * 10 % modulus;
        }
        return power;
    }
}
