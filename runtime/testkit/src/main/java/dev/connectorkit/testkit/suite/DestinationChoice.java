package dev.connectorkit.testkit.suite;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.DestinationException;
import dev.connectorkit.testkit.destination.DuckDbTestDestination;
import dev.connectorkit.testkit.destination.H2TestDestination;
import dev.connectorkit.testkit.destination.HttpRoute;
import dev.connectorkit.testkit.destination.HttpTestDestination;
import dev.connectorkit.testkit.destination.JsonLinesTestDestination;
import dev.connectorkit.testkit.destination.MariaDbTestDestination;
import dev.connectorkit.testkit.destination.PostgresTestDestination;
import dev.connectorkit.testkit.destination.SqliteTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.login.ServerLogin;
import dev.connectorkit.testkit.login.ServerLogin.Driver;
import dev.connectorkit.testkit.suite.ConnectorFacts.Architecture;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where a connector is tested, or why it cannot be. */
public sealed interface DestinationChoice {
    /** Environment variable that gives a PostgreSQL server. */
    String POSTGRES_URL = "CONNECTORKIT_TEST_POSTGRES_URL";

    /** Environment variable that gives a MariaDB server. */
    String MARIADB_URL = "CONNECTORKIT_TEST_MARIADB_URL";

    /** Makes the destination of a run, given the run's folder. */
    record Available(Function<Path, TestDestination> destinations) implements DestinationChoice {
        public Available {
            requireNonNull(destinations, "destinations");
        }
    }

    /** There is none; the reason says what to do. */
    record Missing(String reason) implements DestinationChoice {
        public Missing {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * Chooses by what the connector is.
     *
     * @param environment variables; {@link #POSTGRES_URL} and {@link #MARIADB_URL} go before the connector's own settings
     * @throws InvalidFactsException if its variable is set to something else than a URL
     */
    static DestinationChoice of(ConnectorFacts facts, Map<String, String> environment) {
        if (facts.architecture() == Architecture.HTTP) {
            return http(facts);
        }
        if (facts.architecture() != Architecture.SQL) {
            return new Available(directory -> new JsonLinesTestDestination(directory.resolve("out")));
        }
        return switch (facts.dialect().orElse("")) {
            case "duckdb" ->
                new Available(directory -> new DuckDbTestDestination(directory.resolve("destination.duckdb")));
            case "sqlite" ->
                new Available(directory -> new SqliteTestDestination(directory.resolve("destination.sqlite")));
            case "h2" -> new Available(directory -> new H2TestDestination(directory.resolve("destination")));
            case "postgres" ->
                onServer(Driver.POSTGRESQL, POSTGRES_URL, facts, environment, PostgresTestDestination::new);
            case "mariadb" -> onServer(Driver.MARIADB, MARIADB_URL, facts, environment, MariaDbTestDestination::new);
            default ->
                new Missing(
                        "the suite does not know the dialect \"%s\"; let a TestDestination of yours read back, by connector.testDestination"
                                .formatted(facts.dialect().orElse("")));
        };
    }

    /**
     * The author's own destination.
     *
     * @param className of a {@link TestDestination} with a public constructor that takes the run's folder
     * @throws InvalidFactsException if there is no such class
     */
    static DestinationChoice ofClass(String className) {
        try {
            Constructor<? extends TestDestination> constructor =
                    Class.forName(className).asSubclass(TestDestination.class).getConstructor(Path.class);
            return new Available(directory -> made(constructor, directory));
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new InvalidFactsException(
                    "--destination: %s is no TestDestination on the class path with a public constructor that takes the run's folder, a Path; compile the project's tests, or name another class"
                            .formatted(className),
                    e);
        }
    }

    private static TestDestination made(Constructor<? extends TestDestination> constructor, Path directory) {
        try {
            return constructor.newInstance(directory);
        } catch (ReflectiveOperationException e) {
            throw new DestinationException(constructor.getDeclaringClass().getName() + " cannot be made", e);
        }
    }

    private static DestinationChoice http(ConnectorFacts facts) {
        Optional<String> urlSetting = facts.http().flatMap(HttpFacts::urlSetting);
        if (urlSetting.isEmpty()) {
            return new Missing(
                    "%s has no setting for the address of its system, so it cannot be led to the suite's server; begin http.base_url with one, such as {setting.url}"
                            .formatted(facts.name()));
        }
        Map<String, HttpRoute> routes = facts.http().orElseThrow().routes();
        if (!routes.containsKey(HttpTestDestination.ANY_STREAM)) {
            return new Missing("%s sends the streams %s and no others, and the suite's have names of their own"
                    .formatted(facts.name(), String.join(", ", routes.keySet())));
        }
        return new Available(directory -> new HttpTestDestination(urlSetting.get(), JsonTrees.object(), routes));
    }

    private static DestinationChoice onServer(
            Driver driver,
            String variable,
            ConnectorFacts facts,
            Map<String, String> environment,
            Function<ServerLogin, TestDestination> destination) {
        return login(driver, variable, facts, environment)
                .<DestinationChoice>map(server -> new Available(directory -> destination.apply(server)))
                .orElseGet(() -> new Missing("no server given: set %s to %s".formatted(variable, driver.form())));
    }

    private static Optional<ServerLogin> login(
            Driver driver, String variable, ConnectorFacts facts, Map<String, String> environment) {
        String url = environment.getOrDefault(variable, "");
        if (url.isBlank()) {
            return ServerLogin.ofSettings(driver, facts.settings());
        }
        try {
            return Optional.of(ServerLogin.ofJdbcUrl(driver, url));
        } catch (IllegalArgumentException e) {
            throw new InvalidFactsException(variable + ": " + e.getMessage(), e);
        }
    }
}
