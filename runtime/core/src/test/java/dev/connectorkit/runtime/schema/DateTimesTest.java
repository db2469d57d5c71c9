package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {
    private static final long FIRST_SECOND = -62_135_596_800L; // 0001-01-01T00:00:00Z
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z

    @Property(tries = 1000)
    void agreesWithTheJdkOnEveryInstant(
            @ForAll @LongRange(min = FIRST_SECOND + 86_400, max = LAST_SECOND - 86_400) long second,
            @ForAll @IntRange(min = 0, max = 999_999) int micros,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        OffsetDateTime time = OffsetDateTime.ofInstant(
                java.time.Instant.ofEpochSecond(second, micros * 1000L), ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        assertThat(dateTime(text(time))).isEqualTo(second * 1_000_000 + micros);
    }

    @Property(tries = 1000)
    void agreesWithTheJdkOnEveryDay(@ForAll @LongRange(min = -719_162, max = 2_932_896) long day) {
        String text = LocalDate.ofEpochDay(day).toString();
        assertThat(DateTimes.dayOfDate(bytes(text), 0, text.length())).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01 00:00:01, 1000000",
        "1970-01-01T00:00:00.1234567Z, 123456",
        "1970-01-01T01:00:00+01:00, 0",
        "1970-01-01T01:00:00+0100, 0",
        "1970-01-01T01:00:00+01, 0",
        "1969-12-31T23:59:60Z, 0"
    })
    void readsTheFormsThatTapsSend(String text, long micros) {
        assertThat(dateTime(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "infinity",
                "2022-11-00T00:00:00Z",
                "0000-00-00T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2023-01-01T24:00:00Z",
                "2023-01-01T00:60:00Z",
                "2023-01-01T00:00:61Z",
                "2023-01-01T00:00:00.Z",
                "2023-01-01T00:00:00X",
                "2023-01-01T00:00:00+1",
                "10000-01-01T00:00:00Z",
                "2023-01-01",
                "2023-1-1T00:00:00Z"
            })
    void refusesWhatIsNoDateTime(String text) {
        assertThat(dateTime(text)).isEqualTo(DateTimes.INVALID);
    }

    @Test
    void readsTimes() {
        assertThat(DateTimes.microsOfTime(bytes("23:59:59.5"), 0, 10)).isEqualTo(86_399_500_000L);
        assertThat(DateTimes.microsOfTime(bytes("noon"), 0, 4)).isEqualTo(DateTimes.INVALID);
    }

    private static String text(OffsetDateTime time) {
        return java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static long dateTime(String text) {
        return DateTimes.microsOfDateTime(bytes(text), 0, bytes(text).length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
