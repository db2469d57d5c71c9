package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Compiles the keywords that Singer schemas use on values; a keyword speaks only of values of its own type. */
final class ValueChecks {
    private ValueChecks() {}

    static List<ValueCheck> compile(String name, JsonNode schema) {
        List<ValueCheck> checks = new ArrayList<>();
        Set<String> formats = TypeResolver.formats(schema);
        if (formats.size() == 1) {
            addFormat(name, formats.iterator().next(), checks);
        }
        addLimit(name, schema, "minimum", "exclusiveMinimum", "less", sign -> sign >= 0, checks);
        addLimit(name, schema, "maximum", "exclusiveMaximum", "more", sign -> sign <= 0, checks);
        addLength(name, schema.path("minLength"), "shorter", (length, limit) -> length >= limit, checks);
        addLength(name, schema.path("maxLength"), "longer", (length, limit) -> length <= limit, checks);
        addEnum(name, schema.path("enum"), checks);
        return List.copyOf(checks);
    }

    private static void addFormat(String name, String format, List<ValueCheck> checks) {
        switch (format) {
            case "date-time" ->
                checks.add(text(
                        name,
                        "a date-time (RFC 3339)",
                        InvalidRule.BAD_DATE,
                        (bytes, from, length) -> DateTimes.microsOfDateTime(bytes, from, length) != DateTimes.INVALID));
            case "date" ->
                checks.add(text(
                        name,
                        "a date (yyyy-MM-dd)",
                        InvalidRule.BAD_DATE,
                        (bytes, from, length) -> DateTimes.dayOfDate(bytes, from, length) != DateTimes.INVALID));
            case "time" ->
                checks.add(text(
                        name,
                        "a time (HH:mm:ss)",
                        InvalidRule.BAD_DATE,
                        (bytes, from, length) -> DateTimes.microsOfTime(bytes, from, length) != DateTimes.INVALID));
            case "uuid" -> checks.add(text(name, "a UUID", InvalidRule.INVALID, ValueChecks::isUuid));
            case "x-singer.decimal", "singer.decimal" ->
                checks.add(text(name, "a decimal number", InvalidRule.INVALID, ValueChecks::isDecimal));
            default -> {} // other formats are annotations here (decisions: format is asserted for these only)
        }
    }

    private interface TextTest {
        boolean test(byte[] bytes, int offset, int length);
    }

    private static ValueCheck text(String name, String wanted, InvalidRule rule, TextTest test) {
        return (record, position, kind) -> {
            StreamRecord view = record.record();
            if (kind == ValueKind.STRING && !test.test(view.data(), view.offset(position), view.length(position))) {
                throw new RecordException(rule, "property \"%s\" is not %s".formatted(name, wanted));
            }
        };
    }

    /** Draft 4 says {@code exclusiveMinimum: true} beside the limit, later drafts give the exclusive limit itself. */
    private static void addLimit(
            String name,
            JsonNode schema,
            String keyword,
            String exclusiveKeyword,
            String word,
            IntPredicate inside,
            List<ValueCheck> checks) {
        JsonNode exclusive = schema.path(exclusiveKeyword);
        if (schema.path(keyword).isNumber()) {
            boolean open = exclusive.asBoolean(false) && exclusive.isBoolean();
            checks.add(limit(name, schema.path(keyword).decimalValue(), open, word, inside));
        }
        if (exclusive.isNumber()) {
            checks.add(limit(name, exclusive.decimalValue(), true, word, inside));
        }
    }

    private static ValueCheck limit(String name, BigDecimal limit, boolean open, String word, IntPredicate inside) {
        return (record, position, kind) -> {
            if (kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL) {
                int sign = record.record().decimal(position).compareTo(limit);
                if (!inside.test(sign) || (open && sign == 0)) {
                    throw new RecordException(
                            InvalidRule.INVALID,
                            "property \"%s\" is %s than its limit %s".formatted(name, word, limit.toPlainString()));
                }
            }
        };
    }

    private interface LengthTest {
        boolean test(int length, int limit);
    }

    private static void addLength(
            String name, JsonNode keyword, String word, LengthTest test, List<ValueCheck> checks) {
        if (!keyword.isNumber()) {
            return;
        }
        int limit = keyword.intValue();
        checks.add((record, position, kind) -> {
            if (kind == ValueKind.STRING && !test.test(codePoints(record.record(), position), limit)) {
                throw new RecordException(
                        InvalidRule.TOO_LONG, "property \"%s\" is %s than %d characters".formatted(name, word, limit));
            }
        });
    }

    private static void addEnum(String name, JsonNode keyword, List<ValueCheck> checks) {
        Set<String> texts = new HashSet<>();
        for (JsonNode value : keyword) {
            if (value.isTextual()) {
                texts.add(value.textValue());
            } else if (!value.isNull()) {
                return; // numbers and nested values compare by the full validator's rules
            }
        }
        if (keyword.isArray()) {
            checks.add((record, position, kind) -> {
                if (kind != ValueKind.STRING || !texts.contains(record.record().text(position))) {
                    throw new RecordException(
                            InvalidRule.INVALID,
                            "property \"%s\" is none of the values its schema allows".formatted(name));
                }
            });
        }
    }

    /** UTF-8 continuation bytes do not begin a character. */
    private static int codePoints(StreamRecord record, int position) {
        int count = 0;
        int end = record.offset(position) + record.length(position);
        for (int i = record.offset(position); i < end; i++) {
            if ((record.data()[i] & 0xC0) != 0x80) {
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
