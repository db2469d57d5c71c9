package dev.connectorkit.runtime.schema;

/**
 * Reads RFC 3339 dates and times from ASCII bytes without making objects. A date-time without an offset is in UTC, a
 * blank may stand for the T, {@code :60} is the next second, digits past the microsecond are cut.
 */
public final class DateTimes {
    /** What the readers give for text that is no date or time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;

    private DateTimes() {}

    /** Microseconds from 1970-01-01T00:00:00Z to the date-time, or {@link #INVALID}. */
    public static long microsOfDateTime(byte[] text, int offset, int length) {
        int end = offset + length;
        long day = length < 19 ? INVALID : dayOfDate(text, offset, 10);
        if (day == INVALID || !isDateTimeSeparator(text[offset + 10])) {
            return INVALID;
        }
        long time = microsOfTime(text, offset + 11, end - offset - 11);
        return time == INVALID ? INVALID : day * SECONDS_PER_DAY * MICROS_PER_SECOND + time;
    }

    /** Days from 1970-01-01 to the date {@code yyyy-MM-dd}, or {@link #INVALID}. */
    public static long dayOfDate(byte[] text, int offset, int length) {
        if (length != 10 || text[offset + 4] != '-' || text[offset + 7] != '-') {
            return INVALID;
        }
        int year = number(text, offset, 4);
        int month = number(text, offset + 5, 2);
        int day = number(text, offset + 8, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
            return INVALID;
        }
        return daysFromCivil(year, month, day);
    }

    /**
     * Microseconds from midnight UTC to the time {@code HH:mm:ss}, with optional fraction and offset, or {@link #INVALID}.
     * With an offset the result may lie before 0 or past a day.
     */
    public static long microsOfTime(byte[] text, int offset, int length) {
        int end = offset + length;
        if (length < 8 || text[offset + 2] != ':' || text[offset + 5] != ':') {
            return INVALID;
        }
        int hour = number(text, offset, 2);
        int minute = number(text, offset + 3, 2);
        int second = number(text, offset + 6, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return INVALID;
        }
        int at = offset + 8;
        long micros = 0;
        if (at < end && text[at] == '.') {
            int firstDigit = ++at;
            for (long unit = MICROS_PER_SECOND / 10; at < end && isDigit(text[at]); at++, unit /= 10) {
                micros += unit * (text[at] - '0');
            }
            if (at == firstDigit) {
                return INVALID;
            }
        }
        int zone = offsetSeconds(text, at, end);
        return zone == Integer.MIN_VALUE
                ? INVALID
                : (hour * 3600L + minute * 60L + second - zone) * MICROS_PER_SECOND + micros;
    }

    /** Nothing, Z, ±HH:mm, ±HHmm or ±HH; Integer.MIN_VALUE for anything else. */
    private static int offsetSeconds(byte[] text, int at, int end) {
        int left = end - at;
        if (left == 0 || (left == 1 && (text[at] == 'Z' || text[at] == 'z'))) {
            return 0;
        }
        boolean colon = left == 6 && text[at + 3] == ':';
        if ((text[at] != '+' && text[at] != '-') || (!colon && left != 5 && left != 3)) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = left == 3 ? 0 : number(text, end - 2, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static boolean isDateTimeSeparator(byte c) {
        return c == 'T' || c == 't' || c == ' ';
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static int number(byte[] text, int offset, int digits) {
        int number = 0;
        for (int i = offset; i < offset + digits; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static int daysOfMonth(int year, int month) {
        if (month == 2) {
            return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
    private static long daysFromCivil(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }
}
