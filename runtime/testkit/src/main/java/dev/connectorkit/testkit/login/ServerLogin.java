package dev.connectorkit.testkit.login;

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
 * Where a database server is, and who enters it.
 *
 * @param password empty where the server asks for none
 */
public record ServerLogin(Driver driver, String host, int port, String user, String password, String database) {
    /** The drivers whose URLs are read. */
    public enum Driver {
        POSTGRESQL("postgresql", 5432),
        MARIADB("mariadb", 3306);

        private final String word;
        private final int defaultPort;

        Driver(String word, int defaultPort) {
            this.word = word;
            this.defaultPort = defaultPort;
        }

        /** The form of the URLs that {@link #ofJdbcUrl} reads. */
        public String form() {
            return "jdbc:%s://host:port/database?user=…&password=…".formatted(word);
        }
    }

    public ServerLogin {
        requireNonNull(driver, "driver");
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(database, "database");
    }

    /**
     * Reads a URL of the JDBC driver, with host, database and user.
     *
     * @throws IllegalArgumentException if it is of another form; the message does not repeat the URL, which may hold a password
     */
    public static ServerLogin ofJdbcUrl(Driver driver, String url) {
        URI uri = uri(driver, url);
        Map<String, String> parameters = parameters(uri);
        String database =
                uri.getRawPath() == null ? "" : decoded(uri.getRawPath().replaceFirst("^/", ""));
        String user = parameters.getOrDefault("user", "");
        if (!driver.word.equals(uri.getScheme()) || uri.getHost() == null || database.isEmpty() || user.isEmpty()) {
            throw wrongForm(driver);
        }
        return new ServerLogin(
                driver,
                uri.getHost(),
                uri.getPort() < 0 ? driver.defaultPort : uri.getPort(),
                user,
                parameters.getOrDefault("password", ""),
                database);
    }

    /** The server that a configuration names by host, port, user, password and database; none where it names no host. */
    public static Optional<ServerLogin> ofSettings(Driver driver, ObjectNode settings) {
        if (!settings.hasNonNull("host")) {
            return Optional.empty();
        }
        return Optional.of(new ServerLogin(
                driver,
                settings.path("host").asText(),
                settings.path("port").asInt(driver.defaultPort),
                settings.path("user").asText(""),
                settings.path("password").asText(""),
                settings.path("database").asText("")));
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:%s://%s:%d/%s".formatted(driver.word, host, port, database);
    }

    /** With them. */
    public String jdbcUrlWithLogin() {
        return "jdbc:%s://%s:%d/%s?user=%s&password=%s"
                .formatted(driver.word, host, port, encoded(database), encoded(user), encoded(password));
    }

    @Override
    public String toString() {
        return jdbcUrl(); // the password is nobody's business
    }

    private static URI uri(Driver driver, String url) {
        try {
            return new URI(url.replaceFirst("^jdbc:", ""));
        } catch (URISyntaxException e) {
            throw wrongForm(driver); // its cause repeats the URL
        }
    }

    private static IllegalArgumentException wrongForm(Driver driver) {
        return new IllegalArgumentException("the URL has to be of the form " + driver.form());
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
