package dev.connectorkit.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnKindTest {
    static List<Arguments> values() throws JsonProcessingException {
        Instant instant = Instant.parse("2024-02-29T21:59:59.123456Z");
        return List.of(
                arguments(ColumnKind.INTEGER, 7L, BigDecimal.valueOf(7)),
                arguments(ColumnKind.INTEGER, (short) 7, BigDecimal.valueOf(7)),
                arguments(
                        ColumnKind.INTEGER, new BigInteger("1" + "0".repeat(40)), new BigDecimal("1" + "0".repeat(40))),
                arguments(ColumnKind.INTEGER, new BigDecimal("700.00"), BigDecimal.valueOf(700)),
                arguments(ColumnKind.INTEGER, "7", "7"),
                arguments(ColumnKind.INTEGER, JsonTrees.parse("9007199254740993"), new BigDecimal("9007199254740993")),
                arguments(ColumnKind.NUMBER, 0.1, new BigDecimal("0.1")),
                arguments(ColumnKind.NUMBER, 0.1f, new BigDecimal("0.1")),
                arguments(ColumnKind.NUMBER, Double.NaN, Double.NaN),
                arguments(ColumnKind.NUMBER, new BigDecimal("-0.500"), new BigDecimal("-0.5")),
                arguments(ColumnKind.NUMBER, JsonTrees.parse("1e3"), BigDecimal.valueOf(1000)),
                arguments(ColumnKind.STRING, JsonTrees.parse("\"a\""), "a"),
                arguments(
                        ColumnKind.STRING,
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        "00000000-0000-0000-0000-000000000001"),
                arguments(ColumnKind.BOOLEAN, JsonTrees.parse("true"), true),
                arguments(ColumnKind.BOOLEAN, 1, 1),
                arguments(ColumnKind.DATE_TIME, OffsetDateTime.parse("2024-02-29T23:59:59.123456+02:00"), instant),
                arguments(ColumnKind.DATE_TIME, LocalDateTime.parse("2024-02-29T21:59:59.123456"), instant),
                arguments(ColumnKind.DATE_TIME, "2024-02-29T23:59:59.123456+02:00", instant),
                arguments(ColumnKind.DATE_TIME, "2024-02-29 21:59:59.123456", instant),
                arguments(ColumnKind.DATE_TIME, "yesterday", "yesterday"),
                arguments(ColumnKind.DATE, JsonTrees.parse("\"2024-02-29\""), LocalDate.of(2024, 2, 29)),
                arguments(ColumnKind.DATE, "2024-02-30", "2024-02-30"),
                arguments(ColumnKind.TIME, "23:59:59", LocalTime.of(23, 59, 59)),
                arguments(ColumnKind.JSON, "{\"b\":1.0,\"a\":[1]}", JsonTrees.parse("{\"a\":[1.00],\"b\":1}")),
                arguments(ColumnKind.JSON, "no json", "no json"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void bringsValuesOfAKindToOneForm(ColumnKind kind, Object value, Object comparable) {
        assertThat(kind.comparable(value)).isEqualTo(comparable);
    }

    @Test
    void tellsObjectsApartByOneDigitDeepInside() throws JsonProcessingException {
        assertThat(JsonTrees.parse("{\"a\":[{\"b\":0.1000000000000000055}]}"))
                .isNotEqualTo(JsonTrees.parse("{\"a\":[{\"b\":0.1}]}"));
    }

    @Test
    void letsAnIntegerStandInANumberColumnAndNotTheOtherWayRound() {
        assertThat(ColumnKind.INTEGER.isHeldBy(ColumnKind.NUMBER)).isTrue();
        assertThat(ColumnKind.NUMBER.isHeldBy(ColumnKind.INTEGER)).isFalse();
        assertThat(ColumnKind.DATE_TIME.isHeldBy(ColumnKind.STRING)).isFalse();
    }
}
