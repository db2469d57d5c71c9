package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/** What dialects have in common about the size of numbers. */
final class NumberTypes {
    private NumberTypes() {}

    /**
     * Bits for the limits: with both of them as few as do, of 16, 32 and 64; else 64, or as many more as a limit says.
     */
    static int bits(IntegerType type) {
        int needed = Stream.of(type.minimum(), type.maximum())
                .flatMap(Optional::stream)
                .mapToInt(BigInteger::bitLength)
                .map(length -> length + 1)
                .max()
                .orElse(64);
        boolean isClosed = type.minimum().isPresent() && type.maximum().isPresent();
        if (needed > 64) {
            return needed;
        }
        if (!isClosed || needed > 32) {
            return 64;
        }
        return needed > 16 ? 32 : 16;
    }

    /** The decimal of at most so many digits that holds all numbers of both types. */
    static Optional<ColumnType> commonDecimal(ColumnType one, ColumnType other, int maxPrecision) {
        int whole = Math.max(wholeDigits(one), wholeDigits(other));
        int scale = Math.max(scale(one), scale(other));
        return whole < 0 || scale < 0 || whole + scale > maxPrecision
                ? Optional.empty()
                : Optional.of(Decimal.of(maxPrecision, scale));
    }

    private static int wholeDigits(ColumnType type) {
        if (type instanceof Whole whole) {
            return whole.digits();
        }
        return type instanceof Decimal decimal && decimal.isBounded() ? decimal.wholeDigits() : Integer.MAX_VALUE / 2;
    }

    private static int scale(ColumnType type) {
        return type instanceof Decimal decimal && decimal.isBounded()
                ? decimal.scale().getAsInt()
                : 0;
    }
}
