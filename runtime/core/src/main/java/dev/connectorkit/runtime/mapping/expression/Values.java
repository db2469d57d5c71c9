package dev.connectorkit.runtime.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What operators do with values, by Python's rules. Values are Boolean, Integer, Long, BigInteger, BigDecimal, String,
 * List, Map, {@link Moment}, LocalDate, Duration and null; numbers keep every digit.
 */
final class Values {
    /** A number with a larger exponent is refused before it is expanded. */
    private static final int MAX_EXPONENT = 1000;

    private static final int MAX_REPEATED_CHARACTERS = 1_000_000;

    private Values() {}

    static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number) {
            return decimal(value).signum() != 0;
        }
        if (value instanceof CharSequence text) {
            return text.length() > 0;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
    }

    static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return a.size() == b.size() && firstDifference(a, b) == a.size();
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream()
                            .allMatch(entry ->
                                    b.containsKey(entry.getKey()) && areEqual(entry.getValue(), b.get(entry.getKey())));
        }
        if (left instanceof Moment a && right instanceof Moment b) {
            return a.compareTo(b) == 0;
        }
        return Objects.equals(left, right);
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareTexts(a, b);
        }
        if (left instanceof Moment a && right instanceof Moment b) {
            return a.compareTo(b);
        }
        if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return a.compareTo(b);
        }
        if (left instanceof Duration a && right instanceof Duration b) {
            return a.compareTo(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            int at = firstDifference(a, b);
            return at < a.size() && at < b.size() ? compare(a.get(at), b.get(at)) : Integer.compare(a.size(), b.size());
        }
        throw mismatch("compared with", left, right);
    }

    static boolean contains(@Nullable Object container, @Nullable Object value) {
        if (container instanceof String text && value instanceof String part) {
            return text.contains(part);
        }
        if (container instanceof List<?> list) {
            return list.stream().anyMatch(item -> areEqual(item, value));
        }
        if (container instanceof Map<?, ?> map) {
            return map.keySet().stream().anyMatch(key -> areEqual(key, value));
        }
        throw new ExpressionFault("%s is looked for in %s, which holds nothing of the kind%s"
                .formatted(kind(value), kind(container), adviceOnNull(container)));
    }

    static Object add(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return areWhole(left, right)
                    ? whole(integer(left).add(integer(right)))
                    : decimal(left).add(decimal(right));
        }
        if (left instanceof String a && right instanceof String b) {
            return a + b;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            List<@Nullable Object> sum = new ArrayList<>(a);
            sum.addAll(b);
            return sum;
        }
        if (right instanceof Duration time && (left instanceof Moment || left instanceof LocalDate)) {
            return later(left, time);
        }
        if (left instanceof Duration time && (right instanceof Moment || right instanceof LocalDate)) {
            return later(right, time);
        }
        if (left instanceof Duration a && right instanceof Duration b) {
            return a.plus(b);
        }
        if ((left instanceof String && isNumber(right)) || (isNumber(left) && right instanceof String)) {
            throw new ExpressionFault("a string and a number cannot be added; write str(x) around the number");
        }
        throw mismatch("added to", left, right);
    }

    static Object subtract(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return areWhole(left, right)
                    ? whole(integer(left).subtract(integer(right)))
                    : decimal(left).subtract(decimal(right));
        }
        if (left instanceof Moment a && right instanceof Moment b) {
            return b.until(a);
        }
        if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return Duration.ofDays(a.toEpochDay() - b.toEpochDay());
        }
        if (right instanceof Duration time && (left instanceof Moment || left instanceof LocalDate)) {
            return later(left, time.negated());
        }
        if (left instanceof Duration a && right instanceof Duration b) {
            return a.minus(b);
        }
        throw mismatch("reduced by", left, right);
    }

    static Object multiply(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return areWhole(left, right)
                    ? whole(integer(left).multiply(integer(right)))
                    : decimal(left).multiply(decimal(right));
        }
        if (left instanceof String text && isWhole(right)) {
            return repeated(text, right);
        }
        if (right instanceof String text && isWhole(left)) {
            return repeated(text, left);
        }
        throw mismatch("multiplied by", left, right);
    }

    /** Every digit where there is an end to them, else 34. */
    static BigDecimal divide(@Nullable Object left, @Nullable Object right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw mismatch("divided by", left, right);
        }
        BigDecimal divisor = divisor(right);
        BigDecimal quotient;
        try {
            quotient = decimal(left).divide(divisor);
        } catch (ArithmeticException endless) {
            quotient = decimal(left).divide(divisor, MathContext.DECIMAL128);
        }
        return withPoint(quotient);
    }

    /** Has the sign of the divisor, as in Python. */
    static Object remainder(@Nullable Object left, @Nullable Object right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw left instanceof String
                    ? new ExpressionFault("a string is not formatted by %; write 'a' + str(x)")
                    : mismatch("divided by", left, right);
        }
        BigDecimal divisor = divisor(right);
        BigDecimal remainder = decimal(left).remainder(divisor);
        if (remainder.signum() * divisor.signum() < 0) {
            remainder = remainder.add(divisor);
        }
        return areWhole(left, right) ? whole(remainder.toBigInteger()) : remainder;
    }

    static Object negate(@Nullable Object value) {
        if (value instanceof Duration time) {
            return time.negated();
        }
        return isWhole(value) ? whole(integer(value).negate()) : decimal(value).negate();
    }

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    static boolean isWhole(@Nullable Object value) {
        return isNumber(value) && !(value instanceof BigDecimal);
    }

    /** The number as a decimal; a boolean is 0 or 1. */
    static BigDecimal decimal(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
                throw new ExpressionFault("a number with an exponent of more than 1000 cannot be calculated with");
            }
            return number;
        }
        return new BigDecimal(integer(value));
    }

    /** The whole number; a boolean is 0 or 1. */
    static BigInteger integer(@Nullable Object value) {
        if (value instanceof BigInteger number) {
            return number;
        }
        if (value instanceof Integer || value instanceof Long) {
            return BigInteger.valueOf(((Number) value).longValue());
        }
        if (value instanceof Boolean flag) {
            return flag ? BigInteger.ONE : BigInteger.ZERO;
        }
        throw new ExpressionFault("%s is no whole number%s".formatted(kind(value), adviceOnNull(value)));
    }

    /** Long where it fits. */
    static Number whole(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValueExact();
        }
        return number;
    }

    /** With at least one digit behind the point, as Python writes a float. */
    static BigDecimal withPoint(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1, RoundingMode.UNNECESSARY) : number;
    }

    /** What a value is, for messages. */
    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof Moment) {
            return "a datetime";
        }
        if (value instanceof LocalDate) {
            return "a date";
        }
        return value instanceof Duration ? "a timedelta" : "a module or function";
    }

    /** For the end of a message about a value that should not be null. */
    static String adviceOnNull(@Nullable Object value) {
        return value == null ? "; write … if x is not None else None" : "";
    }

    private static ExpressionFault mismatch(String verb, @Nullable Object left, @Nullable Object right) {
        String advice = adviceOnNull(left == null ? left : right);
        return new ExpressionFault("%s cannot be %s %s%s".formatted(kind(left), verb, kind(right), advice));
    }

    private static boolean areWhole(@Nullable Object left, @Nullable Object right) {
        return isWhole(left) && isWhole(right);
    }

    private static int compareNumbers(@Nullable Object left, @Nullable Object right) {
        return areWhole(left, right)
                ? integer(left).compareTo(integer(right))
                : decimal(left).compareTo(decimal(right));
    }

    /** By code points, where String goes by UTF-16. */
    private static int compareTexts(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                boolean both = Character.isSurrogate(left.charAt(i)) == Character.isSurrogate(right.charAt(i));
                return both
                        ? Character.compare(left.charAt(i), right.charAt(i))
                        : Character.isSurrogate(left.charAt(i)) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int firstDifference(List<?> left, List<?> right) {
        int at = 0;
        while (at < left.size() && at < right.size() && areEqual(left.get(at), right.get(at))) {
            at++;
        }
        return at;
    }

    private static BigDecimal divisor(@Nullable Object value) {
        BigDecimal divisor = decimal(value);
        if (divisor.signum() == 0) {
            throw new ExpressionFault("division by zero; write … if x else None");
        }
        return divisor;
    }

    private static String repeated(String text, @Nullable Object times) {
        BigInteger count = integer(times).max(BigInteger.ZERO);
        if (count.multiply(BigInteger.valueOf(text.length())).compareTo(BigInteger.valueOf(MAX_REPEATED_CHARACTERS))
                > 0) {
            throw new ExpressionFault("a string is repeated to more than a million characters");
        }
        return text.repeat(count.intValueExact());
    }

    private static Object later(@Nullable Object start, Duration time) {
        return start instanceof Moment moment
                ? moment.plus(time)
                : ((LocalDate) Objects.requireNonNull(start)).plusDays(Math.floorDiv(time.toSeconds(), 86_400L));
    }
}
