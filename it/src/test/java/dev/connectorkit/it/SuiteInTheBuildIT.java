package dev.connectorkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code connector:integration-test}, as an author and as the owner of another target call it. */
class SuiteInTheBuildIT {
    private static final Path PROJECT = Connectors.DUCKDB.project();
    private static final Path OWN_CASE = PROJECT.resolve("src/it/streams/late-flights");
    private static final String CASE = """
            proves: A flight that was late stays late.
            expect:
              exit: 0
              states: {last: {n: 1}}
              streams:
                flights: {key: [id], columns: {id: integer, late: boolean}, rows: [{id: 1, late: %s}]}
            """;

    private final Maven maven = new Maven(
            Path.of(System.getProperty("kit.maven.home")),
            Path.of("target", "local-repo").toAbsolutePath());

    @TempDir
    private Path elsewhere;

    @AfterEach
    void removeTheOwnCase() throws IOException {
        Files.deleteIfExists(OWN_CASE.resolve("case.yaml"));
        Files.deleteIfExists(OWN_CASE.resolve("input.singer"));
    }

    @Test
    void runsTheAuthorsOwnCasesFromTheirFolderAndFailsTheBuildOnceOneFails() throws Exception {
        Files.createDirectories(OWN_CASE);
        Files.writeString(OWN_CASE.resolve("input.singer"), """
                {"type":"SCHEMA","stream":"flights","schema":{"properties":{"id":{"type":"integer"},"late":{"type":"boolean"}}},"key_properties":["id"]}
                {"type":"RECORD","stream":"flights","record":{"id":1,"late":true}}
                {"type":"STATE","value":{"n":1}}
                """);
        Files.writeString(OWN_CASE.resolve("case.yaml"), CASE.formatted("true"));

        assertThat(maven.run(PROJECT, "connector:integration-test", "-Dconnector.cases=late-flights"))
                .anyMatch(line -> line.contains("PASS     late-flights"))
                .anyMatch(line -> line.contains("1 passed; report: "));

        Files.writeString(OWN_CASE.resolve("case.yaml"), CASE.formatted("false"));

        assertThat(maven.fail(PROJECT, "connector:integration-test", "-Dconnector.cases=late-flights"))
                .anyMatch(line -> line.contains("FAIL     late-flights"))
                .anyMatch(line -> line.contains("does not pass the conformance suite (exit status 1)"));
        assertThat(PROJECT.resolve("target/connector-reports/index.html"))
                .content()
                .contains("The connector&#39;s own cases", "{late: false}", "{late: true}");
    }

    @Test
    void certifiesATargetWithoutAProject() throws Exception {
        Path folder = Files.createDirectory(elsewhere.resolve("nothing but a certificate"));
        Files.writeString(folder.resolve("cert.yaml"), """
                name: target-other
                command: ["%s"]
                configuration: {path: "${run}/it.duckdb"}
                unreachable: {path: "${run}/absent/it.duckdb"}
                capabilities: {batch_files: true, case_sensitive_names: false, cannot_hold: [exact-number]}
                read:
                  url: jdbc:duckdb:${run}/it.duckdb
                """.formatted(Connectors.DUCKDB.launcher()));

        List<String> lines = maven.run(
                folder,
                "dev.connectorkit:connector-maven-plugin:%s:integration-test"
                        .formatted(System.getProperty("kit.version")),
                "-Dconnector.certify=cert.yaml",
                "-Dconnector.cases=load,exact-numbers,bad-line,about-json,unreachable-at-start,batch-files,told-to-end",
                "-Dconnector.batchSizes=first");

        assertThat(lines)
                .anyMatch(line -> line.contains("PASS     load"))
                .anyMatch(line ->
                        line.contains("does not apply: the connector is declared without the capability \"kit\""))
                .anyMatch(line -> line.contains("6 passed, 1 not applicable; report: "));
        assertThat(folder.resolve("target/connector-reports/TEST-target-other.xml"))
                .exists();
        assertThat(folder.resolve("target/connector-reports/index.html"))
                .content()
                .contains("A target that is none of Connector Kit&#39;s");
    }
}
