package dev.connectorkit.runtime.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** {@code minimum}, {@code maximum} and their exclusive forms; exact, and without objects where 64 bits hold the number. */
final class NumberLimit implements ValueCheck.Condition {
    private static final int LARGEST_SCALE = 18;
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final BigDecimal limit;
    private final boolean open;
    private final int beyond;
    /** By the scale of the number: the limit with its point moved so far, cut downwards, and whether nothing was cut. */
    private final long[] floors = new long[LARGEST_SCALE + 1];

    private final boolean[] exact = new boolean[LARGEST_SCALE + 1];

    /**
     * A limit.
     *
     * @param open   whether the limit itself is refused
     * @param beyond sign of the numbers that are refused, compared to the limit
     */
    NumberLimit(BigDecimal limit, boolean open, int beyond) {
        this.limit = limit;
        this.open = open;
        this.beyond = beyond;
        for (int scale = 0; scale <= LARGEST_SCALE; scale++) {
            BigDecimal moved = limit.movePointRight(scale);
            BigInteger floor = moved.setScale(0, RoundingMode.FLOOR).toBigInteger();
            boolean fits = floor.abs().compareTo(LARGEST) < 0;
            floors[scale] = fits ? floor.longValue() : floor.signum() * Long.MAX_VALUE;
            exact[scale] = fits && moved.compareTo(new BigDecimal(floor)) == 0;
        }
    }

    @Override
    public boolean holds(byte[] data, int offset, int length) {
        long unscaled = Digits.unscaled(data, offset, length);
        int sign = unscaled == Digits.NONE
                ? Digits.decimal(data, offset, length).compareTo(limit)
                : compare(unscaled, Digits.scale(data, offset, length));
        return Integer.signum(sign) != beyond && !(open && sign == 0);
    }

    private int compare(long unscaled, int scale) {
        int sign = Long.compare(unscaled, floors[scale]);
        return sign == 0 && !exact[scale] ? -1 : sign;
    }
}
