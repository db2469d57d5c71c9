package dev.connectorkit.runtime.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how long a system asks to be left alone (RFC 9110, 10.2.3): a number of seconds, or a date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** Gives the time to wait, never negative; nothing where the header is absent or cannot be read. */
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> {
            if (SECONDS.matcher(value).matches()) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            // By the system's own clock where it tells it, which need not be ours
            Instant from = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
            return date(value).map(until -> until.isBefore(from) ? Duration.ZERO : Duration.between(from, until));
        });
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeException e) {
            return Optional.empty(); // a header of someone else's; without it, the usual delay holds
        }
    }
}
