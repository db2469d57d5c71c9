package dev.connectorkit.runtime.mapping.expression;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Python's datetime: a date with a time to the microsecond, with or without an offset. One without counts as UTC where an
 * instant is asked for.
 */
record Moment(LocalDateTime local, Optional<ZoneOffset> offset) implements Comparable<Moment> {
    private static final DateTimeFormatter SECONDS =
            new DateTimeFormatterBuilder().appendPattern("HH:mm:ss").toFormatter(Locale.ROOT);
    /** Python reads a date alone, a blank or any letter for the T, and offsets with seconds. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH[:mm[:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("]]")
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ROOT);

    private static final int DATE_LENGTH = 10;

    Moment {
        requireNonNull(offset, "offset");
        local = local.truncatedTo(ChronoUnit.MICROS);
    }

    /** By the ISO 8601 text. */
    static Moment parse(String text) {
        try {
            LocalDate date = LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length())));
            if (text.length() <= DATE_LENGTH + 1) {
                if (text.length() == DATE_LENGTH) {
                    return new Moment(date.atStartOfDay(), Optional.empty());
                }
                throw new DateTimeException("no time");
            }
            String time = text.substring(DATE_LENGTH + 1);
            int zone = zoneStart(time);
            Optional<ZoneOffset> offset =
                    zone < 0 ? Optional.empty() : Optional.of(ZoneOffset.of(zoneName(time.substring(zone))));
            return new Moment(date.atTime(LocalTime.parse(zone < 0 ? time : time.substring(0, zone), TIME)), offset);
        } catch (DateTimeException e) {
            throw unreadable("a date-time", "2024-12-31T23:59:59+00:00");
        }
    }

    static LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw unreadable("a date", "2024-12-31");
        }
    }

    static Moment of(Instant instant, ZoneOffset offset) {
        return new Moment(LocalDateTime.ofInstant(instant, offset), Optional.of(offset));
    }

    Instant instant() {
        return local.toInstant(offset.orElse(ZoneOffset.UTC));
    }

    /** Seconds from 1970 on, with a point. */
    BigDecimal timestamp() {
        Instant instant = instant();
        BigDecimal seconds = BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
        return Values.withPoint(seconds.stripTrailingZeros());
    }

    Moment plus(Duration time) {
        return new Moment(local.plus(time), offset);
    }

    Duration until(Moment later) {
        return Duration.between(instant(), later.instant());
    }

    Moment in(ZoneOffset other) {
        return of(instant(), other);
    }

    String isoFormat(String separator) {
        String fraction = local.get(ChronoField.MICRO_OF_SECOND) == 0
                ? ""
                : ".%06d".formatted(local.get(ChronoField.MICRO_OF_SECOND));
        String zone = offset.map(zoneOffset -> zoneOffset.equals(ZoneOffset.UTC) ? "+00:00" : zoneOffset.getId())
                .orElse("");
        return local.toLocalDate() + separator + SECONDS.format(local) + fraction + zone;
    }

    @Override
    public int compareTo(Moment other) {
        return instant().compareTo(other.instant());
    }

    private static int zoneStart(String time) {
        for (int i = 0; i < time.length(); i++) {
            if ("Zz+-".indexOf(time.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String zoneName(String text) {
        return text.equals("z") ? "Z" : text;
    }

    /** Without the cause, whose message holds the text. */
    private static ExpressionFault unreadable(String what, String example) {
        return new ExpressionFault("the string is not %s such as %s".formatted(what, example));
    }
}
