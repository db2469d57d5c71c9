package dev.connectorkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connector's project, built by another Java and by other Mavens than those that build the kit. */
@Tag("full")
class OtherToolsIT {
    static Stream<Path> mavens() throws IOException {
        try (Stream<Path> unpacked = Files.list(Path.of("target", "mavens"))) {
            return unpacked.sorted().map(Path::toAbsolutePath).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mavens")
    void theOldestAndTheNewestMavenBuildAConnector(Path maven, @TempDir Path folder) throws Exception {
        List<String> log = build(Builds.maven(maven, Map.of()), folder);
        String version = maven.getFileName().toString().replaceFirst(".*-", "");
        assertThat(log).anyMatch(line -> line.contains("Maven Version: " + version));
    }

    @Test
    void aNewerJavaBuildsAndRunsAConnector(@TempDir Path folder) throws Exception {
        Optional<Path> java = Builds.java25();
        assumeTrue(java.isPresent(), "no JDK 25: JDK_25_HOME does not name one, and none is beside this Java");
        Map<String, String> environment = Map.of("JAVA_HOME", java.orElseThrow().toString());
        List<String> log = build(Builds.maven(Builds.HOME, environment), folder);
        assertThat(log).anyMatch(line -> line.contains("JDK Version: 25"));
    }

    /** Tests, the conformance suite's load, and check; then the launcher is started as a pipeline starts it. */
    private static List<String> build(Maven maven, Path folder) throws Exception {
        PackagedConnector connector =
                new PackagedConnector(Builds.copy(Connectors.SQLITE.project(), folder.resolve("target-flights")));
        List<String> log = maven.run(
                connector.project(),
                // Maven 3.9 asks whence each file came, and is not told: offline, it would refuse them
                "-Daether.enhancedLocalRepository.trackingFilename=none",
                "org.apache.maven.plugins:maven-enforcer-plugin:display-info",
                "verify",
                "-Dconnector.cases=load,upsert,bad-line");
        Run run = connector.load(
                folder.resolve("run"),
                Map.of("path", "flights.sqlite"),
                connector.project().resolve("samples/orders.singer"));
        assertThat(run.requireSuccess().lastState().toString()).isEqualTo("{\"bookmarks\":{\"orders\":{\"id\":3}}}");
        return log;
    }
}
