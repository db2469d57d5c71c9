package dev.connectorkit.runtime.sql.load;

import java.nio.charset.StandardCharsets;

/** Writes dates and times as ISO 8601 in ASCII, as PostgreSQL reads it: a year before 1 as one BC. */
final class TimeText {
    /** Bytes that any of them needs at most. */
    static final int MAX_BYTES = 48;

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /** Bytes up to the seconds, {@code yyyy-MM-ddTHH:mm:ss}. */
    private static final int SECONDS_END = 19;

    private static final int SHORTEST_ZONED = SECONDS_END + 1;

    private TimeText() {}

    /** {@code yyyy-MM-dd HH:mm:ss[.SSSSSS][+00][ BC]}; gives the end of it. */
    static int putDateTime(long micros, boolean zoned, byte[] to, int start) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long packed = civil(day);
        int year = (int) (packed >> 16);
        int at = putYear(year > 0 ? year : 1 - year, to, start);
        to[at++] = '-';
        at = putTwo((int) (packed >> 8) & 0xFF, to, at);
        to[at++] = '-';
        at = putTwo((int) packed & 0xFF, to, at);
        to[at++] = ' ';
        at = putTime(Math.floorMod(micros, MICROS_PER_DAY), to, at);
        if (zoned) {
            to[at++] = '+';
            at = putTwo(0, to, at);
        }
        if (year <= 0) {
            to[at++] = ' ';
            to[at++] = 'B';
            to[at++] = 'C';
        }
        return at;
    }

    /** {@code yyyy-MM-dd HH:mm:ss[.SSSSSS][+00:00]}, of a year from 1 on; sorted as text it is in the order of time. */
    static String dateTime(long micros, boolean zoned) {
        byte[] text = new byte[MAX_BYTES];
        String dateTime = new String(text, 0, putDateTime(micros, false, text, 0), StandardCharsets.US_ASCII);
        return zoned ? dateTime + "+00:00" : dateTime;
    }

    /** {@code HH:mm:ss[.SSSSSS]}. */
    static String time(long microsOfDay) {
        byte[] text = new byte[MAX_BYTES];
        return new String(text, 0, putTime(microsOfDay, text, 0), StandardCharsets.US_ASCII);
    }

    /**
     * Whether PostgreSQL makes the same instant of a date-time as it was sent, one that {@link
     * dev.connectorkit.runtime.schema.DateTimes} reads: no digits past the microsecond, which it would round; no leap second; an
     * offset of hours and minutes that is not past its largest (PostgreSQL manual, 8.5.1, and MAX_TZDISP_HOUR).
     */
    static boolean isReadAlike(byte[] text, int offset, int length) {
        int end = offset + length;
        if (length < SHORTEST_ZONED || text[offset + 10] != 'T' || text[offset + 17] == '6') {
            return false;
        }
        int zone = text[end - 1] == 'Z' ? end - 1 : end - "+00:00".length();
        boolean isZone = text[zone] == 'Z'
                || ((text[zone] == '+' || text[zone] == '-')
                        && text[zone + 3] == ':'
                        && (text[zone + 1] == '0' || (text[zone + 1] == '1' && text[zone + 2] < '5')));
        int fraction = zone - offset - SECONDS_END;
        return isZone && (fraction == 0 || (fraction > 1 && fraction <= 7 && text[offset + SECONDS_END] == '.'));
    }

    /** {@code HH:mm:ss[.SSSSSS]}. */
    static int putTime(long microsOfDay, byte[] to, int start) {
        int seconds = (int) (microsOfDay / MICROS_PER_SECOND);
        int micros = (int) (microsOfDay % MICROS_PER_SECOND);
        int at = putTwo(seconds / 3600, to, start);
        to[at++] = ':';
        at = putTwo(seconds / 60 % 60, to, at);
        to[at++] = ':';
        at = putTwo(seconds % 60, to, at);
        if (micros == 0) {
            return at;
        }
        to[at++] = '.';
        at = putTwo(micros / 10_000, to, at);
        at = putTwo(micros / 100 % 100, to, at);
        return putTwo(micros % 100, to, at);
    }

    private static int putYear(int year, byte[] to, int start) {
        int at = start;
        if (year > 9999) {
            at = putNumber(year / 10_000, to, at);
        }
        at = putTwo(year / 100 % 100, to, at);
        return putTwo(year % 100, to, at);
    }

    private static int putTwo(int number, byte[] to, int at) {
        to[at] = (byte) ('0' + number / 10);
        to[at + 1] = (byte) ('0' + number % 10);
        return at + 2;
    }

    /** A number that is not negative, in decimal. */
    static int putNumber(long number, byte[] to, int start) {
        int length = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            length++;
        }
        long rest = number;
        for (int i = start + length - 1; i >= start; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return start + length;
    }

    /** Year, month and day, packed; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days. */
    private static long civil(long epochDay) {
        long z = epochDay + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * shifted + 2) / 5 + 1;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year << 16 | month << 8 | day;
    }
}
