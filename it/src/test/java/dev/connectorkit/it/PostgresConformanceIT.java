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

/** Where no server is given, {@code connector:integration-test} has none to hold a PostgreSQL connector to the suite. */
class PostgresConformanceIT {
    @Test
    void aPackagedPostgresConnectorPassesWhereItIsKilledAndWhereItsConnectionIsLost(@TempDir Path folder)
            throws IOException {
        passes(folder, "--cases", "load,upsert,connection-lost-midway,killed-and-resumed,told-to-end");
    }

    @Test
    @Tag("full")
    void aPackagedPostgresConnectorPassesTheConformanceSuite(@TempDir Path folder) throws IOException {
        passes(folder);
    }

    private static void passes(Path folder, String... options) throws IOException {
        Path facts = Files.writeString(
                folder.resolve("connector.json"),
                "{\"name\": \"target-warehouse\", \"architecture\": \"sql\", \"dialect\": \"postgres\"}");
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        int status;
        try (PostgresServer server = PostgresServer.start()) {
            List<String> args = new ArrayList<>(List.of(
                    "--command",
                    Connectors.POSTGRES.launcher().toString(),
                    "--work",
                    folder.resolve("work").toString(),
                    "--reports",
                    folder.resolve("reports").toString(),
                    "--connector",
                    facts.toString()));
            args.addAll(List.of(options));
            status = ConformanceMain.run(
                    new PrintStream(report, true, UTF_8),
                    Map.of(PostgresServer.URL_VARIABLE, server.jdbcUrl()),
                    args.toArray(String[]::new));
        }

        assertThat(status).as(report.toString(UTF_8)).isZero();
        assertThat(report.toString(UTF_8)).doesNotContain("not run");
    }
}
