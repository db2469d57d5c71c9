package dev.connectorkit.testkit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings values of one kind to one class; what is none of the kind passes unchanged. */
final class ComparableValues {
    private static final Pattern LEAP_SECOND = Pattern.compile(":\\d\\d:60");
    /** Taps leave out its colon, or its minutes. */
    private static final Pattern OFFSET = Pattern.compile("(:.*[+-]\\d\\d):?(\\d\\d)?$");

    private ComparableValues() {}

    static Object number(Object value) {
        Object scalar = scalar(value);
        if (scalar instanceof BigDecimal decimal) {
            return JsonTrees.plain(decimal);
        }
        if (scalar instanceof BigInteger integer) {
            return JsonTrees.plain(new BigDecimal(integer));
        }
        if (scalar instanceof Float || scalar instanceof Double) {
            double number = ((Number) scalar).doubleValue();
            return Double.isFinite(number) ? JsonTrees.plain(new BigDecimal(scalar.toString())) : scalar;
        }
        return scalar instanceof Number number ? JsonTrees.plain(BigDecimal.valueOf(number.longValue())) : scalar;
    }

    static Object text(Object value) {
        return value instanceof UUID uuid ? uuid.toString() : scalar(value);
    }

    static Object instant(Object value) {
        Object scalar = scalar(value);
        if (scalar instanceof OffsetDateTime dateTime) {
            return dateTime.toInstant();
        }
        if (scalar instanceof ZonedDateTime dateTime) {
            return dateTime.toInstant();
        }
        if (scalar instanceof LocalDateTime dateTime) {
            return dateTime.toInstant(ZoneOffset.UTC);
        }
        return parsed(scalar, ComparableValues::parseInstant);
    }

    static Object date(Object value) {
        return parsed(scalar(value), LocalDate::parse);
    }

    static Object time(Object value) {
        return parsed(scalar(value), LocalTime::parse);
    }

    static Object tree(Object value) {
        if (value instanceof JsonNode node) {
            return JsonTrees.comparable(node);
        }
        if (value instanceof String json) {
            try {
                return JsonTrees.parse(json);
            } catch (JsonProcessingException e) {
                return json; // equals no tree, and is shown as found
            }
        }
        return value;
    }

    /** What a JSON node holds, as Java has it; objects and arrays stay nodes. */
    static Object scalar(Object value) {
        if (value instanceof JsonNode node) {
            if (node.isTextual()) {
                return node.textValue();
            }
            if (node.isBoolean()) {
                return node.booleanValue();
            }
            if (node.isNumber()) {
                return node.numberValue();
            }
        }
        return value;
    }

    private static Object parsed(Object value, Function<String, Object> parse) {
        if (value instanceof String text) {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                return text; // equals nothing of the kind, and is shown as found
            }
        }
        return value;
    }

    private static Instant parseInstant(String text) {
        if (LEAP_SECOND.matcher(text).find()) {
            return parseInstant(text.replaceFirst(":60", ":59")).plusSeconds(1);
        }
        String iso = text.replace(' ', 'T');
        Matcher offset = OFFSET.matcher(iso);
        if (offset.find()) {
            String minutes = Optional.ofNullable(offset.group(2)).orElse("00");
            return OffsetDateTime.parse(iso.substring(0, offset.start()) + offset.group(1) + ":" + minutes)
                    .toInstant();
        }
        return iso.endsWith("Z") || iso.endsWith("z")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
