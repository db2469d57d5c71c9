package dev.connectorkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit reaches other people by a repository, and so do the connectors that they build. */
@Tag("full")
class SecondPersonIT {
    /** All but the kit comes from what this build has fetched, under the name of the repository that it came from. */
    private static final String SETTINGS = """
            <settings>
                <mirrors>
                    <mirror><id>central</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                </mirrors>
                <profiles>
                    <profile>
                        <id>kit</id>
                        <repositories>
                            <repository><id>there</id><url>%2$s</url><snapshots><enabled>true</enabled></snapshots></repository>
                        </repositories>
                        <pluginRepositories>
                            <pluginRepository><id>there</id><url>%2$s</url><snapshots><enabled>true</enabled></snapshots></pluginRepository>
                        </pluginRepositories>
                    </profile>
                </profiles>
                <activeProfiles><activeProfile>kit</activeProfile></activeProfiles>
            </settings>
            """;

    @TempDir
    private Path folder;

    @Test
    void scaffoldsBuildsDeploysAndRunsFromWhatWasDeployedWithAnEmptyLocalRepository() throws Exception {
        Path there = folder.resolve("repository");
        Path kit = Builds.copy(Path.of("..").toRealPath(), folder.resolve("kit"));
        run(kit, Builds.BUILDERS_REPOSITORY, "deploy", "-Pquick", "-pl", "!it", "-Dmaven.install.skip=true", to(there));

        Path own = folder.resolve("own-repository");
        Path settings = Files.writeString(
                folder.resolve("settings.xml"), SETTINGS.formatted(Builds.REPOSITORY.toUri(), there.toUri()));
        Path home = Files.createDirectory(folder.resolve("home"));
        run(
                home,
                own,
                Builds.property("it.archetype") + ":generate",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=dev.connectorkit",
                "-DarchetypeArtifactId=connector-archetype",
                "-DarchetypeVersion=" + Builds.property("kit.version"),
                "-DgroupId=com.acme",
                "-DartifactId=target-flights",
                "-Dversion=1.0.0",
                "-Dpackage=com.acme.flights",
                "-DconnectorName=target-flights",
                "-Darchitecture=sql",
                "-Ddialect=sqlite",
                "-s",
                settings.toString());
        PackagedConnector built = new PackagedConnector(home.resolve("target-flights"));
        run(built.project(), own, "deploy", "-Dconnector.cases=load", to(there), "-s", settings.toString());
        loads(built);
        assertThat(originsOfTheKit(own)).isNotEmpty().allMatch(line -> line.contains(">there="));

        Path deployed = there.resolve("com/acme/target-flights/1.0.0");
        for (String suffix : List.of(".jar", ".pom", ".tar.gz", "-sources.jar", "-cyclonedx.json")) {
            assertThat(deployed.resolve("target-flights-1.0.0" + suffix)).isNotEmptyFile();
        }
        loads(unpacked(deployed.resolve("target-flights-1.0.0.tar.gz")));
    }

    private void loads(PackagedConnector connector) throws IOException {
        Path data = Path.of("data", "nycflights-january.singer.gz");
        Path run = Files.createTempDirectory(folder, "run");
        assertThat(connector
                        .load(run, Map.of("path", "flights.sqlite"), data)
                        .requireSuccess()
                        .lastState())
                .isEqualTo(Flights.lastState());
        assertThat(connector.query("jdbc:sqlite:" + run.resolve("flights.sqlite"), Flights.countsIn("")))
                .isEqualTo(Flights.expectedCounts());
    }

    /** As on a machine that has nothing but a Java. */
    private PackagedConnector unpacked(Path archive) throws Exception {
        Path machine = Files.createDirectories(folder.resolve("machine/target-flights"));
        Process tar = new ProcessBuilder("tar", "xzf", archive.toString())
                .directory(machine.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        Files.move(machine.resolve("target-flights-1.0.0"), machine.resolve("target"));
        return new PackagedConnector(machine);
    }

    /** Maven notes beside each file which repository it came from. */
    private static List<String> originsOfTheKit(Path repository) throws IOException {
        List<String> origins = new ArrayList<>();
        try (Stream<Path> files = Files.walk(repository.resolve("dev/connectorkit"))) {
            for (Path file :
                    files.filter(file -> file.endsWith("_remote.repositories")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains(">"))
                        .forEach(origins::add);
            }
        }
        return origins;
    }

    private static String to(Path repository) {
        return "-DaltDeploymentRepository=there::" + repository.toUri();
    }

    /** Not offline, since Maven neither deploys then nor reads a repository. */
    private void run(Path project, Path localRepository, String... arguments) throws Exception {
        Path log = Files.createTempFile(folder, "maven", ".log");
        List<String> command = new ArrayList<>(List.of(
                Builds.HOME.resolve("bin/mvn").toString(), "-B", "-ntp", "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CI", "false");
        assertThat(builder.start().waitFor()).as(Files.readString(log)).isZero();
    }
}
