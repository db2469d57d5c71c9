package dev.connectorkit.runtime.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name with functions of its own, such as Python's {@code json} and {@code datetime}.
 *
 * @param operations functions by name
 * @param members    what else stands behind a point
 */
record Library(Map<String, Operation> operations, Map<String, Object> members) {
    static Map<String, Object> all(Clock clock) {
        Library json = new Library(
                Map.of(
                        "dumps",
                                (library, args) ->
                                        PythonJson.dumps(args.require(1, 1).value(0)),
                        "loads",
                                (library, args) ->
                                        PythonJson.loads(args.require(1, 1).text(0))),
                Map.of());
        Library moment = new Library(
                Map.of(
                        "fromisoformat",
                                (library, args) ->
                                        Moment.parse(args.require(1, 1).text(0)),
                        "strptime",
                                (library, args) ->
                                        TimeMethods.parse(args.require(2, 2).text(0), args.text(1)),
                        "fromtimestamp", (library, args) -> fromTimestamp(args.require(1, 2)),
                        "utcfromtimestamp", (library, args) -> fromTimestamp(args.require(1, 1)),
                        "now", (library, args) -> now(clock, args.require(0, 1)),
                        "utcnow", (library, args) -> now(clock, args.require(0, 0))),
                Map.of());
        Library date = new Library(
                Map.of(
                        "fromisoformat",
                                (library, args) ->
                                        Moment.parseDate(args.require(1, 1).text(0)),
                        "today", (library, args) -> LocalDate.now(clock.withZone(ZoneOffset.UTC))),
                Map.of());
        Library zones = new Library(Map.of(), Map.of("utc", ZoneOffset.UTC));
        Library datetime = new Library(
                Map.of(
                        "datetime", (library, args) -> moment(args.require(3, 7)),
                        "date",
                                (library, args) ->
                                        moment(args.require(3, 3)).local().toLocalDate(),
                        "timedelta", (library, args) -> TimeMethods.duration(args)),
                Map.of("datetime", moment, "date", date, "timezone", zones));
        return Map.of("json", json, "datetime", datetime);
    }

    private static Moment moment(Arguments parts) {
        try {
            LocalDateTime time = LocalDateTime.of(
                            parts.integer(0, 0),
                            parts.integer(1, 0),
                            parts.integer(2, 0),
                            parts.integer(3, 0),
                            parts.integer(4, 0))
                    .withSecond(parts.integer(5, 0))
                    .plusNanos(1000L * parts.integer(6, 0));
            return new Moment(time, Optional.empty());
        } catch (DateTimeException e) {
            throw new ExpressionFault("there is no such day or time");
        }
    }

    private static Moment fromTimestamp(Arguments arguments) {
        Optional<ZoneOffset> zone =
                arguments.count() > 1 ? Optional.of(TimeMethods.zone(arguments.value(1))) : Optional.empty();
        BigDecimal micros = Values.decimal(arguments.value(0)).movePointRight(6);
        BigInteger whole = micros.toBigInteger();
        if (whole.bitLength() >= Long.SIZE) {
            throw new ExpressionFault("there is no such day or time");
        }
        long value = whole.longValueExact();
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1000);
        return new Moment(LocalDateTime.ofInstant(instant, zone.orElse(ZoneOffset.UTC)), zone);
    }

    private static Moment now(Clock clock, Arguments arguments) {
        Moment now = Moment.of(clock.instant(), ZoneOffset.UTC);
        return arguments.count() > 0
                ? now.in(TimeMethods.zone(arguments.value(0)))
                : new Moment(now.local(), Optional.empty());
    }

    @Nullable
    Object member(String name) {
        Object member = members.get(name);
        if (member == null) {
            throw new ExpressionFault("there is no " + name + " here");
        }
        return member;
    }
}
