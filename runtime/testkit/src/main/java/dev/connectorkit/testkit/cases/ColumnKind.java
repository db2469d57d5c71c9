package dev.connectorkit.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column holds, in the words of a case; decides how expected and found values are compared. */
public enum ColumnKind {
    INTEGER,
    NUMBER,
    STRING,
    BOOLEAN,
    /** Compared as an instant; without an offset it is in UTC. */
    DATE_TIME,
    DATE,
    TIME,
    /** Compared as a tree. */
    JSON,
    /** Whatever it is, it is no null; expected as {@code true}. */
    SET;

    /** The kind's name in a case: {@code date-time} for {@link #DATE_TIME}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ColumnKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /**
     * The value in the one form that values of this kind are compared in: BigDecimal, String, Boolean, Instant, LocalDate,
     * LocalTime or JsonNode. A value that is none of this kind stays what it is, and so equals no expected one.
     *
     * @param value a JSON node, or what {@code java.sql} gives
     */
    public Object comparable(Object value) {
        return switch (this) {
            case INTEGER, NUMBER -> ComparableValues.number(value);
            case STRING -> ComparableValues.text(value);
            case BOOLEAN -> ComparableValues.scalar(value);
            case DATE_TIME -> ComparableValues.instant(value);
            case DATE -> ComparableValues.date(value);
            case TIME -> ComparableValues.time(value);
            case JSON -> ComparableValues.tree(value);
            case SET -> true;
        };
    }

    /** Whether {@link #comparable} gave the form of this kind. */
    boolean hasForm(Object value) {
        return switch (this) {
            case INTEGER -> value instanceof BigDecimal number && number.scale() <= 0;
            case NUMBER -> value instanceof BigDecimal;
            case STRING -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case DATE_TIME -> value instanceof Instant;
            case DATE -> value instanceof LocalDate;
            case TIME -> value instanceof LocalTime;
            case JSON -> value instanceof JsonNode;
            case SET -> value instanceof Boolean;
        };
    }

    /** Whether a column declared as the other kind keeps every value of this one. */
    public boolean isHeldBy(ColumnKind declared) {
        return holders().contains(declared);
    }

    private Set<ColumnKind> holders() {
        return switch (this) {
            case INTEGER -> EnumSet.of(INTEGER, NUMBER);
            case JSON -> EnumSet.of(JSON, STRING);
            case SET -> EnumSet.allOf(ColumnKind.class);
            default -> EnumSet.of(this);
        };
    }
}
