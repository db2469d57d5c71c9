package dev.connectorkit.runtime.kafkaconnect.record;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Counts of time as text of ISO 8601, to the last digit. A time that lies outside of a day, or a year that has not four digits,
 * is written nevertheless: what becomes of such a value, {@code datetime_errors} says.
 */
final class TimeText {
    static final int MILLIS = 1_000;
    static final int MICROS = 1_000_000;
    static final int NANOS = 1_000_000_000;

    private static final int MILLIS_PER_DAY = 86_400_000;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private TimeText() {}

    /** Days from 1970-01-01. */
    static String date(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    /** The day in UTC of that many milliseconds from 1970-01-01. */
    static String dateOfMillis(long millis) {
        return date(Math.floorDiv(millis, MILLIS_PER_DAY));
    }

    /** A date-time in UTC, by parts of a second from 1970-01-01. */
    static String instant(long count, int perSecond) {
        long seconds = Math.floorDiv(count, (long) perSecond);
        long fraction = Math.floorMod(count, (long) perSecond);
        long day = Math.floorDiv(seconds, (long) DAY);
        if (day < FIRST_DAY || day > LAST_DAY) {
            return Instant.ofEpochSecond(seconds, fraction * (NANOS / perSecond))
                    .toString();
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        StringBuilder text = new StringBuilder(30);
        twoDigits(date.getYear() / 100, text);
        twoDigits(date.getYear() % 100, text).append('-');
        twoDigits(date.getMonthValue(), text).append('-');
        twoDigits(date.getDayOfMonth(), text).append('T');
        clock(Math.floorMod(seconds, (long) DAY), fraction, perSecond, text);
        return text.append('Z').toString();
    }

    /** A time, by parts of a second from midnight. */
    static String time(long count, int perSecond) {
        StringBuilder text = new StringBuilder(18);
        if (count < 0) {
            text.append('-');
        }
        clock(Math.abs(count / perSecond), Math.abs(count % perSecond), perSecond, text);
        return text.toString();
    }

    private static void clock(long seconds, long fraction, int perSecond, StringBuilder text) {
        twoDigits(seconds / HOUR, text).append(':');
        twoDigits(seconds / MINUTE % MINUTE, text).append(':');
        twoDigits(seconds % MINUTE, text);
        if (fraction != 0) {
            String digits = Long.toString(perSecond + fraction); // with a 1 before it
            text.append('.').append(digits, 1, digits.length());
        }
    }

    private static StringBuilder twoDigits(long number, StringBuilder text) {
        return number < 10 ? text.append('0').append(number) : text.append(number);
    }
}
