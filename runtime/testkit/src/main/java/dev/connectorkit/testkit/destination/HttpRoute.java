package dev.connectorkit.testkit.destination;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the requests of a stream look, in the words of a descriptor's {@code http.streams}.
 *
 * @param path     below the base URL, as the descriptor has it: {@code {stream}}, {@code {record.id}} and {@code {setting.tenant}}
 *     stand for what is filled in
 * @param array    whether a request holds an array of records, or a single one
 * @param envelope the key that the array stands under, where it does not stand alone
 * @param replaces whether what is sent to an address takes the place of what was sent there before
 */
public record HttpRoute(String path, boolean array, Optional<String> envelope, boolean replaces) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    public HttpRoute {
        requireNonNull(path, "path");
        requireNonNull(envelope, "envelope");
    }

    /** A request for each record; each is a row of its own. */
    public static HttpRoute single(String path) {
        return new HttpRoute(path, false, Optional.empty(), false);
    }

    /** Requests with arrays of records. */
    public static HttpRoute array(String path) {
        return new HttpRoute(path, true, Optional.empty(), false);
    }

    /** The same with the array under a key. */
    public HttpRoute under(String key) {
        return new HttpRoute(path, array, Optional.of(key), replaces);
    }

    /** The same where an address holds one record, the last that was sent there. */
    public HttpRoute replacing() {
        return new HttpRoute(path, array, envelope, true);
    }

    /**
     * The stream of a request that came this way.
     *
     * @param named   the stream that goes this way; nothing where any may
     * @param rawPath of the request, still percent-encoded
     * @return nothing if the request came another way, or no stream is named
     */
    Optional<String> stream(Optional<String> named, String rawPath) {
        Matcher request = pattern().matcher(rawPath);
        if (!request.matches()) {
            return Optional.empty();
        }
        return named.or(() -> path.contains("{stream}")
                ? Optional.of(URLDecoder.decode(request.group("stream").replace("+", "%2B"), StandardCharsets.UTF_8))
                : Optional.empty());
    }

    /** Before it may stand the path of the base URL. */
    private Pattern pattern() {
        StringBuilder pattern = new StringBuilder(".*");
        Matcher place = PLACE.matcher(path);
        boolean isNamed = false;
        int from = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(path.substring(from, place.start())));
            boolean isStream = place.group(1).equals("stream");
            pattern.append(isStream ? (isNamed ? "\\k<stream>" : "(?<stream>[^/?]+)") : "[^/?]+");
            isNamed |= isStream;
            from = place.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(path.substring(from))).toString());
    }
}
