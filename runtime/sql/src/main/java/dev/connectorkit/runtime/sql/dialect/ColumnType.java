package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/** What a column can hold, whatever the database calls it. The loaders choose a column's encoder by it. */
public sealed interface ColumnType {
    record Bool() implements ColumnType {}

    /**
     * Whole numbers in two's complement.
     *
     * @param bits 8, 16, 32, 64 or 128
     */
    record Whole(int bits) implements ColumnType {
        /** Decimal digits that every number of that many digits fits into. */
        public int safeDigits() {
            return digits() - 1;
        }

        /** Decimal digits of the largest number. */
        public int digits() {
            return switch (bits) {
                case 8 -> 3;
                case 16 -> 5;
                case 32 -> 10;
                case 64 -> 19;
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

    /** A time of day without zone. */
    record Time() implements ColumnType {}

    /**
     * A date-time to the microsecond.
     *
     * @param zoned whether the column keeps the instant; one that does not is loaded with the time in UTC
     */
    record DateTime(boolean zoned) implements ColumnType {}

    record Uuid() implements ColumnType {}

    /**
     * JSON.
     *
     * @param parsed whether the database keeps it taken apart, so that it takes no NUL and no lone surrogate
     */
    record Json(boolean parsed) implements ColumnType {}

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
