package dev.connectorkit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.ConformanceMain;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packaged connectors, as processes: DuckDB's is held to the whole suite where its project is built, the others with the full
 * build. Where no server is given, {@code connector:integration-test} has none for PostgreSQL's.
 */
class PackagedConformanceIT {
    private static final String POSTGRES =
            "{\"name\": \"target-warehouse\", \"architecture\": \"sql\", \"dialect\": \"postgres\"}";

    @TempDir
    private Path folder;

    @Test
    void aPostgresConnectorPassesWhereItIsKilledAndWhereItsConnectionIsLost() throws IOException {
        passesWithAServer("--cases", "load,upsert,connection-lost-midway,killed-and-resumed,told-to-end");
    }

    @Test
    @Tag("full")
    void aPostgresConnectorPassesTheSuite() throws IOException {
        passesWithAServer();
    }

    @Test
    @Tag("full")
    void aSqliteConnectorPassesTheSuite() throws IOException {
        passes(Connectors.SQLITE, "{\"name\": \"target-flights\", \"architecture\": \"sql\", \"dialect\": \"sqlite\"}");
    }

    @Test
    @Tag("full")
    void aConnectorToAnHttpApiPassesTheSuite() throws IOException {
        passes(Connectors.DESK, """
                {"name": "target-desk", "architecture": "http", "settings": {"token": "any"},
                 "http": {"url_setting": "url", "streams": {"*": {"path": "/{stream}"}}}}""");
    }

    @Test
    @Tag("full")
    void aFreshTargetAndAFreshDestinationPassTheSuite() throws IOException {
        passes(Connectors.FRESH_TARGET, "{\"name\": \"target-flights\", \"architecture\": \"target\"}");
        passes(Connectors.FRESH_DESTINATION, "{\"name\": \"destination-flights\", \"architecture\": \"destination\"}");
    }

    private void passesWithAServer(String... options) throws IOException {
        try (PostgresServer server = PostgresServer.start()) {
            passes(Connectors.POSTGRES, POSTGRES, Map.of(PostgresServer.URL_VARIABLE, server.jdbcUrl()), options);
        }
    }

    private void passes(PackagedConnector connector, String facts) throws IOException {
        passes(connector, facts, Map.of());
    }

    private void passes(PackagedConnector connector, String facts, Map<String, String> environment, String... options)
            throws IOException {
        Path factsFile = Files.writeString(folder.resolve("connector.json"), facts);
        List<String> args = new ArrayList<>(List.of(
                "--command",
                connector.launcher().toString(),
                "--work",
                folder.resolve("work").toString(),
                "--reports",
                folder.resolve("reports").toString(),
                "--connector",
                factsFile.toString()));
        args.addAll(List.of(options));
        ByteArrayOutputStream report = new ByteArrayOutputStream();

        int status =
                ConformanceMain.run(new PrintStream(report, true, UTF_8), environment, args.toArray(String[]::new));

        assertThat(status).as(report.toString(UTF_8)).isZero();
        assertThat(report.toString(UTF_8)).doesNotContain("not run");
    }
}
