package dev.connectorkit.runtime.sql.load;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.schema.ContentEncoding;
import dev.connectorkit.runtime.schema.DateTimes;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one property of records as its column wants it, whatever kind of value the record has, and says what does not fit.
 * Values that are null are not for it. Used by the reading thread.
 */
final class FieldReader {
    /** Largest number of decimal digits that a double always gives back (C's DBL_DIG), and a float. */
    private static final int DOUBLE_DIGITS = 15;

    private static final int FLOAT_DIGITS = 6;

    /** Digits that tell any two doubles apart, and any two floats. */
    private static final int ALL_DOUBLE_DIGITS = 17;

    private static final int ALL_FLOAT_DIGITS = 9;
    private static final int LARGEST_POWER = 300;
    private static final int LARGEST_FLOAT_POWER = 36;
    private static final int POWERS_OF_SUBNORMALS = 30;
    private static final double[] POWERS_OF_TEN = powersOfTen();
    private static final long[] LONG_POWERS_OF_TEN = longPowersOfTen();
    /** Bits of a double behind its first. */
    private static final int PRECISION_BITS = 52;
    /** A number below, shifted so far, has 127 bits at most. */
    private static final long LARGEST_SHIFTED = 1L << 58;

    private static final int LARGEST_SHIFT = 68;
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    /** RFC 2045, to which JSON Schema refers, breaks lines. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+");

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z. */
    private static final long FIRST_MICRO = -719_162 * MICROS_PER_DAY;

    private static final long LAST_MICRO = 2_932_897 * MICROS_PER_DAY - 1;

    private final String property;
    private final String columnType;
    private final int position;
    private final Optional<ContentEncoding> encoding;
    private final DecimalScan scan = new DecimalScan();

    /**
     * A reader.
     *
     * @param columnType the column's type for messages
     * @param encoding   how the property's text stands for bytes, if it does
     */
    FieldReader(String property, String columnType, int position, Optional<ContentEncoding> encoding) {
        this.encoding = requireNonNull(encoding, "encoding");
        this.property = requireNonNull(property, "property");
        this.columnType = requireNonNull(columnType, "columnType");
        this.position = position;
    }

    int position() {
        return position;
    }

    /** What the text stands for. */
    byte[] bytes(StreamRecord record) {
        requireText(record);
        String text = new String(
                record.data(), record.offset(position), record.length(position), StandardCharsets.ISO_8859_1);
        try {
            return encoding.orElseThrow(() -> wrongKind(record)) == ContentEncoding.BASE16
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(LINE_ENDS.matcher(text).replaceAll(""));
        } catch (IllegalArgumentException e) {
            throw fail(
                    InvalidRule.INVALID,
                    "is not %s, as its contentEncoding says"
                            .formatted(encoding.get().name().toLowerCase(Locale.ROOT)));
        }
    }

    boolean flag(StreamRecord record) {
        return switch (record.kind(position)) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw wrongKind(record);
        };
    }

    /** A whole number of at most so many bits, up to 64. */
    long whole(StreamRecord record, int bits) {
        long number = record.isLong(position) ? record.integer(position) : largeWhole(record);
        if (bits < 64 && number != number << (64 - bits) >> (64 - bits)) {
            throw tooLarge(bits);
        }
        return number;
    }

    /** A whole number from zero on of at most so many bits, up to 32. */
    long unsigned(StreamRecord record, int bits) {
        long number = whole(record, 64);
        if (number < 0 || number >>> bits != 0) {
            throw tooLarge(bits);
        }
        return number;
    }

    private long largeWhole(StreamRecord record) {
        BigInteger number = wide(record, 64);
        return number.longValueExact();
    }

    /** A whole number of at most so many bits. */
    BigInteger wide(StreamRecord record, int bits) {
        scanNumber(record);
        if (scan.fractionDigits() > 0) {
            throw fail(InvalidRule.INVALID, "has a fraction, and its column is %s".formatted(columnType));
        }
        if (scan.isZero()) {
            return BigInteger.ZERO;
        }
        if (scan.wholeDigits() > bits) { // more than a digit a bit cannot fit, however long the text is
            throw tooLarge(bits);
        }
        BigInteger number = new BigDecimal(text(record)).toBigIntegerExact();
        if (number.bitLength() >= bits) {
            throw tooLarge(bits);
        }
        return number;
    }

    /** A number that a double gives back digit for digit. */
    double floating(StreamRecord record) {
        scanNumber(record);
        if (scan.isZero()) {
            return 0;
        }
        int power = scan.power();
        if (scan.fitsLong()
                && Math.abs(scan.unscaled()) <= EXACT_IN_DOUBLE
                && Math.abs(power) < POWERS_OF_TEN.length
                && scan.significantDigits() <= DOUBLE_DIGITS) {
            // both factors are exact, so the result is rounded once: W. D. Clinger, How to Read Floating Point Numbers
            // Accurately
            return power < 0 ? scan.unscaled() / POWERS_OF_TEN[-power] : scan.unscaled() * POWERS_OF_TEN[power];
        }
        return checkedDouble(record);
    }

    private double checkedDouble(StreamRecord record) {
        if (isBeyond(LARGEST_POWER + POWERS_OF_SUBNORMALS)) {
            throw inexact();
        }
        double nearest = Double.parseDouble(text(record));
        if (isCertainlyGivenBack(nearest)) {
            return nearest;
        }
        BigDecimal exact = new BigDecimal(text(record));
        double number = exact.doubleValue();
        if (Double.isInfinite(number) || !isGivenBack(exact, new BigDecimal(number), ALL_DOUBLE_DIGITS)) {
            throw inexact();
        }
        return number;
    }

    /**
     * What {@link #isGivenBack} computes, in 128 bits and for the number that was scanned: whether the double is nearer to it
     * than half of a unit of its last digit. False where that is not certain.
     */
    private boolean isCertainlyGivenBack(double number) {
        int fractionDigits = -scan.power();
        int shift =
                PRECISION_BITS - Math.getExponent(number); // the double is a whole number divided by 2 to that power
        if (!scan.fitsLong()
                || scan.significantDigits() > ALL_DOUBLE_DIGITS
                || scan.unscaled() >= LARGEST_SHIFTED
                || scan.unscaled() <= -LARGEST_SHIFTED
                || fractionDigits < 0
                || fractionDigits >= LONG_POWERS_OF_TEN.length
                || shift < 1
                || shift > LARGEST_SHIFT) {
            return false;
        }
        long mantissa =
                (Double.doubleToRawLongBits(Math.abs(number)) & (1L << PRECISION_BITS) - 1) | 1L << PRECISION_BITS;
        long scale = LONG_POWERS_OF_TEN[fractionDigits];
        long digits = Math.abs(scan.unscaled());
        long low = mantissa * scale;
        long high = Math.multiplyHigh(mantissa, scale);
        long digitsLow = shift < Long.SIZE ? digits << shift : 0;
        long digitsHigh = shift < Long.SIZE ? digits >>> (Long.SIZE - shift) : digits << (shift - Long.SIZE);
        long differenceLow = low - digitsLow;
        long differenceHigh = high - digitsHigh - (Long.compareUnsigned(low, digitsLow) < 0 ? 1 : 0);
        if (differenceHigh < 0) {
            differenceLow = -differenceLow;
            differenceHigh = ~differenceHigh + (differenceLow == 0 ? 1 : 0);
        }
        int half = shift - 1;
        return half < Long.SIZE
                ? differenceHigh == 0 && Long.compareUnsigned(differenceLow, 1L << half) < 0
                : differenceHigh < 1L << (half - Long.SIZE);
    }

    /** Checks that a double, or a float, gives the number back digit for digit. */
    void requireFloating(StreamRecord record, boolean isFloat) {
        scanNumber(record);
        int digits = isFloat ? FLOAT_DIGITS : DOUBLE_DIGITS;
        if (scan.significantDigits() > digits || isBeyond(isFloat ? LARGEST_FLOAT_POWER : LARGEST_POWER)) {
            if (isFloat) {
                checkedFloat(record);
            } else {
                checkedDouble(record);
            }
        }
    }

    float shortFloating(StreamRecord record) {
        requireFloating(record, true);
        return Float.parseFloat(text(record));
    }

    private void checkedFloat(StreamRecord record) {
        if (isBeyond(LARGEST_FLOAT_POWER + POWERS_OF_SUBNORMALS)) {
            throw inexact();
        }
        BigDecimal exact = new BigDecimal(text(record));
        float number = exact.floatValue();
        if (Float.isInfinite(number) || !isGivenBack(exact, new BigDecimal(number), ALL_FLOAT_DIGITS)) {
            throw inexact();
        }
    }

    /** Whether the magnitude of the number is past ten to that power, either way. */
    private boolean isBeyond(int power) {
        return Math.abs(scan.magnitude()) > power;
    }

    private static boolean isGivenBack(BigDecimal exact, BigDecimal binary, int digits) {
        int precision = exact.stripTrailingZeros().precision();
        BigDecimal back =
                precision <= digits ? binary.round(new MathContext(precision, RoundingMode.HALF_EVEN)) : binary;
        return back.compareTo(exact) == 0;
    }

    /** Checks that the digits fit; afterwards {@link #unscaled} gives them. */
    void requireDecimal(StreamRecord record, Decimal type) {
        scanNumber(record);
        if (scan.fractionDigits() > type.scale().getAsInt()) {
            throw fail(
                    InvalidRule.INEXACT,
                    "has more digits behind the point than its column of type %s keeps".formatted(columnType));
        }
        if (scan.wholeDigits() > type.wholeDigits()) {
            throw fail(
                    InvalidRule.TOO_LONG,
                    "has more digits before the point than its column of type %s holds".formatted(columnType));
        }
    }

    /** Checks that a number is of a size that can be written out. */
    void requireNumber(StreamRecord record, int maxWholeDigits, int maxFractionDigits) {
        if (record.length(position) <= Math.min(maxWholeDigits, maxFractionDigits) && isPlainNumber(record)) {
            return;
        }
        scanNumber(record);
        if (scan.wholeDigits() > maxWholeDigits || scan.fractionDigits() > maxFractionDigits) {
            throw fail(InvalidRule.TOO_LONG, "has more digits than its column of type %s holds".formatted(columnType));
        }
    }

    /** Whether the value is a number without an exponent, whose digits are then no more than its bytes. */
    private boolean isPlainNumber(StreamRecord record) {
        ValueKind kind = record.kind(position);
        if (kind != ValueKind.DECIMAL) {
            return kind == ValueKind.INTEGER;
        }
        byte[] data = record.data();
        int end = record.offset(position) + record.length(position);
        for (int i = record.offset(position); i < end; i++) {
            if (data[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether {@link #unscaledLong} holds the number, after {@link #requireDecimal}. */
    boolean isUnscaledLong(int scale) {
        return scan.isZero() || (scan.fitsLong() && scan.magnitude() + scale <= 18);
    }

    /** The number times ten to the power of the scale, after {@link #requireDecimal}. */
    BigInteger unscaled(StreamRecord record, int scale) {
        return scan.isZero()
                ? BigInteger.ZERO
                : new BigDecimal(text(record))
                        .setScale(scale, RoundingMode.UNNECESSARY)
                        .unscaledValue();
    }

    /** The same as a long, for at most 18 digits. */
    long unscaledLong(StreamRecord record, int scale) {
        long number = scan.unscaled();
        int power = scan.power() + scale;
        if (scan.isZero()) {
            return 0;
        }
        if (!scan.fitsLong() || power > 18 || power < -18) {
            return unscaled(record, scale).longValueExact();
        }
        for (; power > 0; power--) {
            number *= 10;
        }
        for (; power < 0; power++) {
            number /= 10;
        }
        return number;
    }

    /** Microseconds from 1970-01-01T00:00:00Z; a date alone is its midnight. */
    long dateTimeMicros(StreamRecord record) {
        requireText(record);
        byte[] data = record.data();
        int offset = record.offset(position);
        int length = record.length(position);
        long micros = DateTimes.microsOfDateTime(data, offset, length);
        if (micros == DateTimes.INVALID) {
            long day = DateTimes.dayOfDate(data, offset, length);
            if (day == DateTimes.INVALID) {
                throw fail(InvalidRule.BAD_DATE, "is not a date-time (RFC 3339)");
            }
            return day * MICROS_PER_DAY;
        }
        return micros;
    }

    /** A fraction of a second with no more digits than the column keeps. */
    long requireFraction(long micros, int digits) {
        if (digits < 6 && micros % LONG_POWERS_OF_TEN[6 - digits] != 0) {
            throw fail(
                    InvalidRule.INEXACT,
                    "has more digits of a second than its column of type %s keeps".formatted(columnType));
        }
        return micros;
    }

    /** A time that 31 bits hold as seconds from 1970-01-01T00:00:00Z on; none of them is 0. */
    long requireUnixTime(long micros) {
        if (micros < 1_000_000 || micros >= (1L << 31) * 1_000_000) {
            throw fail(
                    InvalidRule.BAD_DATE,
                    "is in a year that its column of type %s does not have".formatted(columnType));
        }
        return micros;
    }

    /** The same, of the years 1 to 9999 in UTC: those that text of databases has four digits for. */
    long dateTimeMicrosOfFourDigitYears(StreamRecord record) {
        long micros = dateTimeMicros(record);
        if (micros < FIRST_MICRO || micros > LAST_MICRO) {
            throw fail(
                    InvalidRule.BAD_DATE,
                    "is, in UTC, in a year that its column of type %s does not have".formatted(columnType));
        }
        return micros;
    }

    /** Days from 1970-01-01. */
    int day(StreamRecord record) {
        requireText(record);
        long day = DateTimes.dayOfDate(record.data(), record.offset(position), record.length(position));
        if (day == DateTimes.INVALID) {
            throw fail(InvalidRule.BAD_DATE, "is not a date (yyyy-MM-dd)");
        }
        return (int) day;
    }

    /** Microseconds from midnight; a time with an offset is moved to UTC, round the clock. */
    long timeMicros(StreamRecord record) {
        requireText(record);
        long micros = DateTimes.microsOfTime(record.data(), record.offset(position), record.length(position));
        if (micros == DateTimes.INVALID) {
            throw fail(InvalidRule.BAD_DATE, "is not a time (HH:mm:ss)");
        }
        return Math.floorMod(micros, MICROS_PER_DAY);
    }

    /** The first 64 bits of a UUID, after {@link #requireUuid}. */
    long uuidHigh(StreamRecord record) {
        return hex(record, 0, 18);
    }

    long uuidLow(StreamRecord record) {
        return hex(record, 19, 36);
    }

    /** Checks for the form 8-4-4-4-12 of hexadecimal digits. */
    void requireUuid(StreamRecord record) {
        requireText(record);
        byte[] data = record.data();
        int offset = record.offset(position);
        boolean isUuid = record.length(position) == 36;
        for (int i = 0; isUuid && i < 36; i++) {
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            isUuid = isDash ? data[offset + i] == '-' : Character.digit(data[offset + i], 16) >= 0;
        }
        if (!isUuid) {
            throw fail(InvalidRule.INVALID, "is not a UUID");
        }
    }

    private long hex(StreamRecord record, int from, int to) {
        byte[] data = record.data();
        int offset = record.offset(position);
        long bits = 0;
        for (int i = from; i < to; i++) {
            if (data[offset + i] != '-') {
                bits = bits << 4 | Character.digit(data[offset + i], 16);
            }
        }
        return bits;
    }

    /** Checks that a text has at most so many characters. */
    void requireLength(StreamRecord record, int maxLength) {
        int length = record.length(position);
        if (length <= maxLength) {
            return;
        }
        byte[] data = record.data();
        int characters = 0;
        int end = record.offset(position) + length;
        for (int i = record.offset(position); i < end; i++) {
            characters += (data[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        if (characters > maxLength) {
            throw fail(InvalidRule.TOO_LONG, "is longer than its column of type %s".formatted(columnType));
        }
    }

    /** Checks that objects and arrays stand in one another so deep at most. */
    void requireDepth(StreamRecord record, int maxDepth) {
        if (JsonText.depth(record.data(), record.offset(position), record.length(position)) > maxDepth) {
            throw fail(
                    InvalidRule.TOO_LONG,
                    "is nested deeper than the %d levels that a column of type %s holds"
                            .formatted(maxDepth, columnType));
        }
    }

    RecordException nul() {
        return fail(
                InvalidRule.NUL,
                "holds a NUL character (or, in JSON, half of a surrogate pair), which a column of type %s cannot hold"
                        .formatted(columnType));
    }

    RecordException wrongKind(StreamRecord record) {
        String found =
                switch (record.kind(position)) {
                    case TRUE, FALSE -> "a boolean";
                    case INTEGER, DECIMAL -> "a number";
                    case STRING -> "a string";
                    case JSON -> "an object or array";
                    default -> "null";
                };
        return fail(InvalidRule.INVALID, "is %s, and its column is of type %s".formatted(found, columnType));
    }

    RecordException wrongElement() {
        return fail(
                InvalidRule.INVALID, "has an element that its column of type %s does not hold".formatted(columnType));
    }

    private void scanNumber(StreamRecord record) {
        ValueKind kind = record.kind(position);
        boolean hasDigits = kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL || kind == ValueKind.STRING;
        if (!hasDigits || !scan.scan(record.data(), record.offset(position), record.length(position))) {
            throw wrongKind(record);
        }
    }

    private void requireText(StreamRecord record) {
        if (record.kind(position) != ValueKind.STRING) {
            throw wrongKind(record);
        }
    }

    private String text(StreamRecord record) {
        return new String(record.data(), record.offset(position), record.length(position), StandardCharsets.ISO_8859_1);
    }

    RecordException tooLarge(int bits) {
        return fail(
                InvalidRule.TOO_LONG,
                "is a whole number that does not fit into the %d bits of its column of type %s"
                        .formatted(bits, columnType));
    }

    private RecordException inexact() {
        return fail(
                InvalidRule.INEXACT,
                "is a number that its column of type %s would change; let the tap send it with multipleOf or as x-singer.decimal"
                        .formatted(columnType));
    }

    private RecordException fail(InvalidRule rule, String what) {
        return new RecordException(rule, "property \"%s\" %s".formatted(property, what));
    }

    private static long[] longPowersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    private static double[] powersOfTen() {
        double[] powers = new double[23];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }
}
