package dev.connectorkit.testkit.postgres;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Where a server is, and who enters. */
record JdbcAddress(String host, int port, String database, String user, String password) {
    private static final String PREFIX = "jdbc:";
    private static final int DEFAULT_PORT = 5432;

    JdbcAddress {
        requireNonNull(host, "host");
        requireNonNull(database, "database");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    static JdbcAddress parse(String jdbcUrl) {
        if (!jdbcUrl.startsWith(PREFIX + "postgresql://")) {
            throw new IllegalStateException(PostgresServer.URL_VARIABLE
                    + " has to look like jdbc:postgresql://host:port/database?user=…&password=…");
        }
        URI uri = URI.create(jdbcUrl.substring(PREFIX.length()));
        Map<String, String> parameters = parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery());
        return new JdbcAddress(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decoded(uri.getRawPath().substring(1)),
                parameters.getOrDefault("user", "postgres"),
                parameters.getOrDefault("password", ""));
    }

    String toUrl() {
        return "%spostgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(PREFIX, host, port, encoded(database), encoded(user), encoded(password));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
