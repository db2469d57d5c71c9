package dev.connectorkit.testkit.postgres;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a PostgreSQL server is, and who enters it.
 *
 * @param password empty where the server asks for none
 */
public record PostgresLogin(String host, int port, String user, String password, String database) {
    private static final int DEFAULT_PORT = 5432;
    private static final String FORM = "jdbc:postgresql://host:port/database?user=…&password=…";

    public PostgresLogin {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(database, "database");
    }

    /**
     * Reads a URL of PostgreSQL's JDBC driver, with host, database and user.
     *
     * @throws IllegalArgumentException if it is of another form; the message does not repeat the URL, which may hold a password
     */
    public static PostgresLogin ofJdbcUrl(String url) {
        URI uri = uri(url);
        Map<String, String> parameters = parameters(uri);
        String database =
                uri.getRawPath() == null ? "" : decoded(uri.getRawPath().replaceFirst("^/", ""));
        String user = parameters.getOrDefault("user", "");
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || database.isEmpty() || user.isEmpty()) {
            throw new IllegalArgumentException("the URL has to be of the form " + FORM);
        }
        return new PostgresLogin(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                user,
                parameters.getOrDefault("password", ""),
                database);
    }

    /** The server that a configuration names by host, port, user, password and database; none where it names no host. */
    public static Optional<PostgresLogin> ofSettings(ObjectNode settings) {
        if (!settings.hasNonNull("host")) {
            return Optional.empty();
        }
        return Optional.of(new PostgresLogin(
                settings.path("host").asText(),
                settings.path("port").asInt(DEFAULT_PORT),
                settings.path("user").asText(""),
                settings.path("password").asText(""),
                settings.path("database").asText("")));
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** With them. */
    public String jdbcUrlWithLogin() {
        return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(host, port, encoded(database), encoded(user), encoded(password));
    }

    @Override
    public String toString() {
        return jdbcUrl(); // the password is nobody's business
    }

    private static URI uri(String url) {
        try {
            return new URI(url.replaceFirst("^jdbc:", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the URL has to be of the form " + FORM); // its cause repeats the URL
        }
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
