package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.InvalidRule;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The keywords on numbers and strings, each as a condition on a value's bytes. */
final class ValueChecks {
    /** Up to so many texts are compared one by one, which makes no objects. */
    private static final int FEW_TEXTS = 12;

    private ValueChecks() {}

    /**
     * What {@code format} asserts; other formats are annotations.
     *
     * @param wanted the format in words
     */
    private record Format(String wanted, InvalidRule rule, ValueCheck.Condition condition) {}

    private static Optional<Format> format(String name) {
        return switch (name) {
            case "date-time" ->
                Optional.of(new Format(
                        "a date-time (RFC 3339)",
                        InvalidRule.BAD_DATE,
                        (data, offset, length) ->
                                DateTimes.microsOfDateTime(data, offset, length) != DateTimes.INVALID));
            case "date" ->
                Optional.of(new Format(
                        "a date (yyyy-MM-dd)",
                        InvalidRule.BAD_DATE,
                        (data, offset, length) -> DateTimes.dayOfDate(data, offset, length) != DateTimes.INVALID));
            case "time" ->
                Optional.of(new Format(
                        "a time (HH:mm:ss)",
                        InvalidRule.BAD_DATE,
                        (data, offset, length) -> DateTimes.microsOfTime(data, offset, length) != DateTimes.INVALID));
            case "uuid" -> Optional.of(new Format("a UUID", InvalidRule.INVALID, ValueChecks::isUuid));
            case "x-singer.decimal", "singer.decimal" ->
                Optional.of(new Format("a decimal number", InvalidRule.INVALID, ValueChecks::isDecimal));
            default -> Optional.empty();
        };
    }

    /** The condition that a format makes, none for one that is an annotation here. */
    static Optional<ValueCheck.Condition> formatCondition(String name) {
        return format(name).map(Format::condition);
    }

    /** The keywords on strings. */
    static List<ValueCheck> texts(JsonNode schema) {
        List<ValueCheck> checks = new ArrayList<>();
        format(schema.path("format").asText(""))
                .map(format -> new ValueCheck(
                        format.condition(), format.rule(), "is not %s (format)".formatted(format.wanted())))
                .ifPresent(checks::add);
        OptionalInt shortest = Keywords.count(schema, "minLength");
        OptionalInt longest = Keywords.count(schema, "maxLength");
        if (shortest.orElse(0) > 0) {
            checks.add(minLength(shortest.getAsInt()));
        }
        if (longest.isPresent()) {
            checks.add(maxLength(longest.getAsInt()));
        }
        if (schema.has("pattern")) {
            checks.add(pattern(schema.path("pattern")));
        }
        return checks;
    }

    private static ValueCheck minLength(int limit) {
        return new ValueCheck(
                (data, offset, length) -> length >= 4L * limit || codePoints(data, offset, length) >= limit,
                InvalidRule.INVALID,
                "is shorter than %d characters (minLength)".formatted(limit));
    }

    private static ValueCheck maxLength(int limit) {
        return new ValueCheck(
                (data, offset, length) -> length <= limit || codePoints(data, offset, length) <= limit,
                InvalidRule.TOO_LONG,
                "is longer than %d characters (maxLength)".formatted(limit));
    }

    private static ValueCheck pattern(JsonNode keyword) {
        if (!keyword.isTextual()) {
            throw Keywords.wrong("pattern", "a regular expression");
        }
        EcmaPattern pattern = EcmaPattern.compile(keyword.textValue());
        return new ValueCheck(
                (data, offset, length) -> pattern.isIn(new String(data, offset, length, StandardCharsets.UTF_8)),
                InvalidRule.INVALID,
                "does not match the pattern of its schema (pattern)");
    }

    /** The keywords on numbers. */
    static List<ValueCheck> limits(JsonNode schema) {
        List<ValueCheck> checks = new ArrayList<>();
        addLimit(schema, "minimum", "exclusiveMinimum", -1, checks);
        addLimit(schema, "maximum", "exclusiveMaximum", 1, checks);
        JsonNode step = Keywords.number(schema, "multipleOf");
        if (!step.isMissingNode()) {
            if (step.decimalValue().signum() <= 0) {
                throw Keywords.wrong("multipleOf", "a number above 0");
            }
            checks.add(new ValueCheck(
                    new MultipleOf(step.decimalValue()),
                    InvalidRule.INVALID,
                    "is no multiple of %s (multipleOf)".formatted(step.decimalValue())));
        }
        return checks;
    }

    /**
     * Draft 4 says {@code exclusiveMinimum: true} beside the limit, later drafts give the exclusive limit itself; taps send
     * either whatever draft they name.
     *
     * @param beyond sign of values past the limit, compared to it
     */
    private static void addLimit(
            JsonNode schema, String keyword, String exclusiveKeyword, int beyond, List<ValueCheck> checks) {
        JsonNode inclusive = Keywords.number(schema, keyword);
        boolean isExclusive = schema.path(exclusiveKeyword).isBoolean();
        if (!inclusive.isMissingNode()) {
            boolean open = isExclusive && schema.path(exclusiveKeyword).booleanValue();
            checks.add(limit(inclusive.decimalValue(), open, beyond, open ? exclusiveKeyword : keyword));
        }
        if (!isExclusive && schema.has(exclusiveKeyword)) {
            checks.add(limit(Keywords.number(schema, exclusiveKeyword).decimalValue(), true, beyond, exclusiveKeyword));
        }
    }

    private static ValueCheck limit(BigDecimal limit, boolean open, int beyond, String keyword) {
        String words = open ? "is not %s than its limit %s (%s)" : "is %s than its limit %s (%s)";
        boolean isMinimum = beyond < 0;
        return new ValueCheck(
                new NumberLimit(limit, open, beyond),
                InvalidRule.INVALID,
                words.formatted(isMinimum == open ? "more" : "less", limit, keyword));
    }

    static ValueCheck oneOfTexts(Iterable<JsonNode> values, String keyword) {
        Set<String> texts = new HashSet<>();
        for (JsonNode value : values) {
            if (value.isTextual()) {
                texts.add(value.textValue());
            }
        }
        byte[][] encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        ValueCheck.Condition condition = encoded.length <= FEW_TEXTS
                ? (data, offset, length) -> isOneOf(encoded, data, offset, length)
                : (data, offset, length) -> texts.contains(new String(data, offset, length, StandardCharsets.UTF_8));
        return new ValueCheck(condition, InvalidRule.INVALID, noneOf(keyword));
    }

    static ValueCheck oneOfNumbers(Iterable<JsonNode> values, String keyword) {
        Set<Number> numbers = new HashSet<>();
        for (JsonNode value : values) {
            if (value.isNumber()) {
                numbers.add(ExactNumber.canonical(value.decimalValue()));
            }
        }
        return new ValueCheck(
                (data, offset, length) -> numbers.contains(ExactNumber.canonical(Digits.decimal(data, offset, length))),
                InvalidRule.INVALID,
                noneOf(keyword));
    }

    private static String noneOf(String keyword) {
        return "is none of the values its schema allows (%s)".formatted(keyword);
    }

    private static boolean isOneOf(byte[][] texts, byte[] data, int offset, int length) {
        for (byte[] text : texts) {
            if (text.length == length && Arrays.equals(text, 0, length, data, offset, offset + length)) {
                return true;
            }
        }
        return false;
    }

    /** UTF-8 continuation bytes do not begin a character. */
    private static int codePoints(byte[] data, int offset, int length) {
        int count = 0;
        for (int i = offset; i < offset + length; i++) {
            if ((data[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    private static boolean isUuid(byte[] bytes, int offset, int length) {
        if (length != 36) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte c = bytes[offset + i];
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecimal(byte[] bytes, int offset, int length) {
        int i = offset;
        int end = offset + length;
        if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        int digits = 0;
        boolean point = false;
        for (; i < end; i++) {
            if (bytes[i] == '.' && !point) {
                point = true;
            } else if (bytes[i] >= '0' && bytes[i] <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0;
    }
}
