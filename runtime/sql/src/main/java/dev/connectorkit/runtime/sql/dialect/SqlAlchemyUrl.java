package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database URL as SQLAlchemy reads it (sqlalchemy/engine/url.py): user, password and database may be percent-encoded.
 *
 * @param driver     what stands before {@code ://}
 * @param parameters what stands after {@code ?}, decoded; of a repeated one the last
 */
record SqlAlchemyUrl(
        String driver,
        Optional<String> user,
        Optional<String> password,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> database,
        Map<String, String> parameters) {
    private static final Pattern FORM = Pattern.compile("(?<driver>[\\w+]+)://"
            + "(?:(?<user>[^:/]*)(?::(?<password>[^@]*))?@)?"
            + "(?:(?:\\[(?<host6>[^/?]+)]|(?<host>[^/:?]+))?(?::(?<port>\\d*))?)?"
            + "(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?");

    SqlAlchemyUrl {
        requireNonNull(driver, "driver");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(host, "host");
        requireNonNull(port, "port");
        requireNonNull(database, "database");
        parameters = Map.copyOf(parameters);
    }

    /** Nothing if the text has not the form of such a URL. */
    static Optional<SqlAlchemyUrl> parse(String url) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SqlAlchemyUrl(
                    matcher.group("driver"),
                    part(matcher, "user"),
                    part(matcher, "password"),
                    Optional.ofNullable(matcher.group("host6")).or(() -> part(matcher, "host")),
                    part(matcher, "port").map(Integer::parseInt),
                    part(matcher, "database"),
                    parameters(Optional.ofNullable(matcher.group("query")).orElse(""))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a percent sign without two digits, a port that is no number
        }
    }

    private static Optional<String> part(Matcher matcher, String group) {
        return Optional.ofNullable(matcher.group(group))
                .filter(text -> !text.isEmpty())
                .map(text -> decoded(text.replace("+", "%2B"))); // a blank is written %20 here, plus is plus
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The parts may be secrets. */
    @Override
    public String toString() {
        return "SqlAlchemyUrl[" + driver + "]";
    }
}
