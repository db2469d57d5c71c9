package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.OptionalInt;

/** What a column can hold, whatever the database calls it. The loaders choose a column's encoder by it. */
public sealed interface ColumnType {
    record Bool() implements ColumnType {}

    /**
     * Whole numbers.
     *
     * @param bits     8, 16, 24, 32, 64 or 128
     * @param unsigned whether there are none below zero, and so twice as many above; else they are in two's complement
     */
    record Whole(int bits, boolean unsigned) implements ColumnType {
        public Whole(int bits) {
            this(bits, false);
        }

        public boolean holds(BigInteger number) {
            return unsigned ? number.signum() >= 0 && number.bitLength() <= bits : number.bitLength() < bits;
        }

        /** Decimal digits that every number of that many digits fits into. */
        public int safeDigits() {
            return digits() - 1;
        }

        /** Decimal digits of the largest number. */
        public int digits() {
            return switch (bits) {
                case 8 -> 3;
                case 16 -> 5;
                case 24 -> unsigned ? 8 : 7;
                case 32 -> 10;
                case 64 -> unsigned ? 20 : 19;
                default -> 39;
            };
        }
    }

    /**
     * Exact decimals.
     *
     * @param precision digits in all, and with it the scale, the digits behind the point; without both, any number of digits
     */
    record Decimal(OptionalInt precision, OptionalInt scale) implements ColumnType {
        public static final Decimal UNBOUNDED = new Decimal(OptionalInt.empty(), OptionalInt.empty());

        public Decimal {
            if (precision.isPresent() != scale.isPresent()) {
                throw new IllegalArgumentException("a decimal has precision and scale, or neither");
            }
        }

        public static Decimal of(int precision, int scale) {
            return new Decimal(OptionalInt.of(precision), OptionalInt.of(scale));
        }

        public boolean isBounded() {
            return precision.isPresent();
        }

        /** Digits before the point; of a bounded decimal only. */
        public int wholeDigits() {
            return precision.getAsInt() - scale.getAsInt();
        }
    }

    /**
     * Binary floating point (IEEE 754).
     *
     * @param bits 32 or 64
     */
    record Floating(int bits) implements ColumnType {}

    /** Text; the length counts code points. */
    record Text(OptionalInt maxLength) implements ColumnType {
        public static final Text UNBOUNDED = new Text(OptionalInt.empty());

        public Text {
            requireNonNull(maxLength, "maxLength");
        }
    }

    record Date() implements ColumnType {}

    /**
     * A time of day without zone.
     *
     * @param fractionDigits of a second, 0 to 6
     */
    record Time(int fractionDigits) implements ColumnType {
        public Time() {
            this(6);
        }
    }

    /**
     * A date-time.
     *
     * @param zoned          whether the column keeps the instant; one that does not is loaded with the time in UTC
     * @param fractionDigits of a second, 0 to 6
     * @param unixTime       whether it holds 1970-01-01T00:00:01Z to 2038-01-19T03:14:07Z only
     */
    record DateTime(boolean zoned, int fractionDigits, boolean unixTime) implements ColumnType {
        public DateTime(boolean zoned) {
            this(zoned, 6, false);
        }
    }

    record Uuid() implements ColumnType {}

    /**
     * JSON.
     *
     * @param parsed   whether the database keeps it taken apart, so that it takes no NUL and no lone surrogate
     * @param maxDepth of objects and arrays in one another that the database takes
     */
    record Json(boolean parsed, int maxDepth) implements ColumnType {
        public Json(boolean parsed) {
            this(parsed, Integer.MAX_VALUE);
        }
    }

    /** Bytes, which a property's text stands for. */
    record Bytes() implements ColumnType {}

    /** The database's own array of scalars, or of JSON values. */
    record Array(ColumnType element) implements ColumnType {
        public Array {
            requireNonNull(element, "element");
        }
    }

    /** Any other type of the database; nothing is loaded into it. */
    record Other(String spelling) implements ColumnType {
        public Other {
            requireNonNull(spelling, "spelling");
        }
    }
}
