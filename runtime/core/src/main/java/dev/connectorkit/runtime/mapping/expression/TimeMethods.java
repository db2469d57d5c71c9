package dev.connectorkit.runtime.mapping.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Python's methods and attributes of datetime, date and timedelta. */
final class TimeMethods {
    static final Map<String, Operation> MOMENTS = Map.of(
            "date", (moment, args) -> ((Moment) moment).local().toLocalDate(),
            "timestamp", (moment, args) -> ((Moment) moment).timestamp(),
            "isoformat",
                    (moment, args) -> ((Moment) moment)
                            .isoFormat(args.require(0, 1).optionalText(0).orElse("T")),
            "strftime",
                    (moment, args) -> format((Moment) moment, args.require(1, 1).text(0)),
            "astimezone",
                    (moment, args) ->
                            ((Moment) moment).in(zone(args.require(1, 1).value(0))),
            "weekday", (moment, args) -> weekday(((Moment) moment).local().toLocalDate()),
            "isoweekday", (moment, args) -> weekday(((Moment) moment).local().toLocalDate()) + 1);

    static final Map<String, Operation> DATES = Map.of(
            "isoformat", (date, args) -> date.toString(),
            "strftime",
                    (date, args) -> format(
                            new Moment(((LocalDate) date).atStartOfDay(), Optional.empty()),
                            args.require(1, 1).text(0)),
            "weekday", (date, args) -> weekday((LocalDate) date),
            "isoweekday", (date, args) -> weekday((LocalDate) date) + 1);

    static final Map<String, Operation> DURATIONS = Map.of("total_seconds", (time, args) -> seconds((Duration) time));

    private static final Map<Character, ChronoField> NUMBERS = Map.of(
            'm', ChronoField.MONTH_OF_YEAR,
            'd', ChronoField.DAY_OF_MONTH,
            'H', ChronoField.HOUR_OF_DAY,
            'I', ChronoField.CLOCK_HOUR_OF_AMPM,
            'M', ChronoField.MINUTE_OF_HOUR,
            'S', ChronoField.SECOND_OF_MINUTE,
            'j', ChronoField.DAY_OF_YEAR);

    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

    private TimeMethods() {}

    static @Nullable Object attribute(Object value, String name) {
        if (value instanceof Moment moment) {
            LocalDateTime time = moment.local();
            return switch (name) {
                case "hour" -> (long) time.getHour();
                case "minute" -> (long) time.getMinute();
                case "second" -> (long) time.getSecond();
                case "microsecond" -> time.getNano() / 1000L;
                default -> attribute(time.toLocalDate(), name);
            };
        }
        if (value instanceof LocalDate date) {
            return switch (name) {
                case "year" -> (long) date.getYear();
                case "month" -> (long) date.getMonthValue();
                case "day" -> (long) date.getDayOfMonth();
                default -> throw unknown(value, name);
            };
        }
        Duration time = (Duration) value;
        return switch (name) {
            case "days" -> Math.floorDiv(time.toSeconds(), 86_400L);
            case "seconds" -> Math.floorMod(time.toSeconds(), 86_400L);
            case "microseconds" -> time.toNanosPart() / 1000L;
            default -> throw unknown(value, name);
        };
    }

    /** Reads a text by a format of Python's strptime. */
    static Moment parse(String text, String format) {
        try {
            TemporalAccessor parsed = formatter(format, true).parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            if (date == null) {
                date = LocalDate.of(1900, 1, 1); // as Python fills in
            }
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            return new Moment(date.atTime(time == null ? LocalTime.MIDNIGHT : time), Optional.ofNullable(offset));
        } catch (DateTimeException e) {
            throw new ExpressionFault("the string does not follow the format that strptime is given");
        }
    }

    static ZoneOffset zone(@Nullable Object value) {
        if (value instanceof ZoneOffset offset) {
            return offset;
        }
        throw new ExpressionFault("a time zone is asked for; write datetime.timezone.utc");
    }

    private static String format(Moment moment, String format) {
        OffsetDateTime time = moment.local().atOffset(moment.offset().orElse(ZoneOffset.UTC));
        return formatter(moment.offset().isPresent() ? format : format.replace("%z", ""), false)
                .format(time);
    }

    /** By a format of Python's; a reading one takes numbers without their zeros, and offsets in every form. */
    private static DateTimeFormatter formatter(String format, boolean reads) {
        return FORMATS.computeIfAbsent((reads ? "r" : "w") + format, key -> compile(format, reads));
    }

    private static DateTimeFormatter compile(String format, boolean reads) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                builder.appendLiteral(c);
            } else if (++i == format.length()) {
                throw new ExpressionFault("the format ends in %");
            } else {
                boolean isFollowedByCode = i + 1 < format.length() && format.charAt(i + 1) == '%';
                append(builder, format.charAt(i), reads, isFollowedByCode);
            }
        }
        builder.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0).parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0);
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static void append(DateTimeFormatterBuilder builder, char code, boolean reads, boolean isFollowedByCode) {
        ChronoField number = NUMBERS.get(code);
        if (number != null) {
            int digits = code == 'j' ? 3 : 2;
            if (reads && !isFollowedByCode) {
                builder.appendValue(number, 1, digits, SignStyle.NOT_NEGATIVE);
            } else {
                builder.appendValue(number, digits);
            }
            return;
        }
        switch (code) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
            case 'f' -> builder.appendFraction(ChronoField.MICRO_OF_SECOND, reads ? 1 : 6, 6, false);
            case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
            case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
            case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
            case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY);
            case 'z' -> builder.appendPattern(reads ? "[XXX][XX][X]" : "xx");
            case '%' -> builder.appendLiteral('%');
            default ->
                throw new ExpressionFault(
                        "the format has %%%c; it may have %%Y %%y %%m %%d %%H %%I %%M %%S %%f %%j %%b %%B %%a %%A %%p %%z"
                                .formatted(code));
        }
    }

    private static long weekday(LocalDate date) {
        return date.getDayOfWeek().getValue() - 1L;
    }

    static BigDecimal seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
        return Values.withPoint(seconds.stripTrailingZeros());
    }

    /** A timedelta by Python's order: days, seconds, microseconds, milliseconds, minutes, hours, weeks. */
    static Duration duration(Arguments arguments) {
        List<BigDecimal> units = List.of(
                BigDecimal.valueOf(86_400),
                BigDecimal.ONE,
                new BigDecimal("0.000001"),
                new BigDecimal("0.001"),
                BigDecimal.valueOf(60),
                BigDecimal.valueOf(3_600),
                BigDecimal.valueOf(604_800));
        BigDecimal seconds = BigDecimal.ZERO;
        for (int i = 0; i < arguments.require(0, units.size()).count(); i++) {
            if (arguments.value(i) != null) {
                seconds = seconds.add(Values.decimal(arguments.value(i)).multiply(units.get(i)));
            }
        }
        BigDecimal nanos = seconds.movePointRight(9);
        if (nanos.precision() - nanos.scale() > 18) {
            throw new ExpressionFault("the timedelta is longer than 31 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static ExpressionFault unknown(Object value, String name) {
        return new ExpressionFault("%s has no attribute %s".formatted(Values.kind(value), name));
    }
}
