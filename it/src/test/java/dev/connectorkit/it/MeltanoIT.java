package dev.connectorkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged connector as a loader of Meltano, by the plugin definition that comes with it, behind a tap from PyPI. */
@Tag("full")
class MeltanoIT {
    private static final String MELTANO = "meltano==4.4.1";
    private static final String TAP = "tap-spreadsheets==1.1.2";

    private static final String PROJECT = """
            default_environment: dev
            project_id: 6b1f4a0e-3d5f-4d51-9f0b-2f0f8f9c3a11
            environments:
            - name: dev
            plugins:
              extractors:
              - name: tap-spreadsheets
                namespace: tap_spreadsheets
                executable: %s
                capabilities: [catalog, discover, state]
                config:
                  files:
                  - {path: %s, format: csv, table_name: planes, primary_keys: [tailnum]}
            """;

    @TempDir
    private Path folder;

    private Path meltano;
    private Path tap;

    /** Kept from one run to the next: they take a minute to install. */
    @BeforeEach
    void installBoth() throws Exception {
        assumeTrue(
                run(folder, "python3", "-m", "venv", "--help") == 0, "no python3 with venv, so Meltano was not tried");
        Path environments = Path.of("target", "meltano").toAbsolutePath();
        meltano = install(environments.resolve("meltano"), MELTANO).resolve("bin/meltano");
        tap = install(environments.resolve("tap"), TAP).resolve("bin/tap-spreadsheets");
    }

    @Test
    void meltanoRunLoadsWhatARealTapSends() throws Exception {
        Path planes = Files.writeString(
                folder.resolve("planes.csv"), "tailnum,year,seats\nN10156,2004,55\nN102UW,1998,182\nN103US,1999,182\n");
        Files.writeString(folder.resolve("meltano.yml"), PROJECT.formatted(tap, planes));
        Path definition = Connectors.SQLITE.project().resolve("meltano/target-flights.yml");

        meltano(
                "add",
                "--plugin-type",
                "loader",
                "target-flights",
                "--from-ref",
                definition.toString(),
                "--no-install");
        meltano("config", "set", "target-flights", "path", "flights.sqlite");
        meltano("run", "--state-id-suffix", "it", "tap-spreadsheets", "target-flights");

        assertThat(Connectors.SQLITE.query(
                        "jdbc:sqlite:" + folder.resolve("flights.sqlite"),
                        "SELECT tailnum, seats FROM planes ORDER BY tailnum"))
                .containsExactly("N10156\t55", "N102UW\t182", "N103US\t182");
        meltano("run", "--state-id-suffix", "it", "tap-spreadsheets", "target-flights");
        assertThat(Connectors.SQLITE.query(
                        "jdbc:sqlite:" + folder.resolve("flights.sqlite"), "SELECT count(*) FROM planes"))
                .containsExactly("3");
    }

    private void meltano(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = meltano.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(run(folder, command)).as(log()).isZero();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private Path install(Path environment, String requirement) throws Exception {
        Path done = environment.resolve("installed " + requirement);
        if (!Files.exists(done)) {
            assertThat(run(folder, "python3", "-m", "venv", "--clear", environment.toString()))
                    .as(log())
                    .isZero();
            String pip = environment.resolve("bin/pip").toString();
            assertThat(run(folder, pip, "-q", "--disable-pip-version-check", "install", requirement))
                    .as(log())
                    .isZero();
            Files.createFile(done);
        }
        return environment;
    }

    private int run(Path where, String... command) throws InterruptedException {
        String launchers = Connectors.SQLITE.project().resolve("target").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().merge("PATH", launchers, (path, launcher) -> launcher + ":" + path);
        builder.environment().put("MELTANO_SEND_ANONYMOUS_USAGE_STATS", "0");
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            return -1; // there is no such program
        }
    }
}
