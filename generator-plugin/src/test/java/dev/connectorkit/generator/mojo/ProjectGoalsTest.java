package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.CommittedOutput;
import dev.connectorkit.generator.output.OutputLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(GoalFolder.BASEDIR)
class ProjectGoalsTest {
    @Inject
    private MavenProject project;

    private Path folder;

    @BeforeEach
    void startWithADescriptor() throws IOException {
        folder = GoalFolder.withDescriptor(GoalFolder.DESCRIPTOR);
        project.getBuild().setResources(new ArrayList<>()); // the harness has a list that cannot grow
        project.getModel().setDependencies(new ArrayList<>());
    }

    @Test
    @InjectMojo(goal = "docs")
    void docsWritesWhatIsCommitted(DocsMojo mojo) throws Exception {
        mojo.execute();
        assertThat(tree())
                .contains(
                        "config.schema.json",
                        "config.sample.json",
                        "meltano/target-acme.yml",
                        "mage/target_acme/__init__.py",
                        "mage/target_acme/README.md",
                        "mage/target_acme/templates/config.json");
    }

    @Test
    @InjectMojo(goal = "check")
    void checkFailsAndSaysWhatToDo(CheckMojo mojo) throws Exception {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining(
                        "\nmeltano/target-acme.yml: is gone, or was never written; run mvn connector:docs");
        writeWhatIsCommitted();
        mojo.execute();
        Files.writeString(folder.resolve("config.schema.json"), "{}");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("the project is not as its descriptor says\nconfig.schema.json: ")
                .withMessageContaining("mvn connector:docs");
    }

    @Test
    @InjectMojo(goal = "docs")
    void docsWritesNothingTwice(DocsMojo mojo) throws Exception {
        mojo.execute();
        Map<String, FileTime> first = times();
        mojo.execute();
        assertThat(times()).isEqualTo(first);
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "skip", value = "true")
    void checkCanBeSkipped(CheckMojo mojo) throws Exception {
        mojo.execute();
        assertThat(tree()).containsExactly("connector.yaml");
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "connectorVersion", value = "1.0-SNAPSHOT")
    @MojoParameter(name = "release", value = "true")
    void checkHoldsASnapshotToARelease(CheckMojo mojo) throws Exception {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> checkHoldsNothingAgainst(mojo))
                .withMessageContaining("src/main/java/Sink.java:1: ");
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "connectorVersion", value = "1.0")
    @MojoParameter(name = "release", value = "false")
    void checkLetsAReleaseBeNone(CheckMojo mojo) throws Exception {
        checkHoldsNothingAgainst(mojo);
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "connectorVersion", value = "1.0")
    void checkHoldsAReleaseToHaveNoMarkedLine(CheckMojo mojo) throws Exception {
        Path sink = folder.resolve("src/main/java/Sink.java");
        Files.createDirectories(sink.getParent());
        Files.writeString(sink, "// connectorkit:skeleton - replace\n");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("src/main/java/Sink.java:1: ");
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "connectorVersion", value = "1.0-SNAPSHOT")
    void checkLetsASnapshotHaveThem(CheckMojo mojo) throws Exception {
        checkHoldsNothingAgainst(mojo);
    }

    private void checkHoldsNothingAgainst(CheckMojo mojo) throws Exception {
        Path sink = folder.resolve("src/main/java/Sink.java");
        Files.createDirectories(sink.getParent());
        Files.writeString(sink, "// connectorkit:skeleton - replace\n");
        writeWhatIsCommitted();
        mojo.execute();
    }

    private void writeWhatIsCommitted() {
        ConnectorGenerator generator = new ConnectorGenerator();
        Path target = folder.resolve("target");
        new CommittedOutput(new OutputLayout(folder, target, target, target.resolve("derived.json")))
                .write(generator.committed(generator.specification(folder.resolve("connector.yaml"), "1.0")));
    }

    @Test
    @InjectMojo(goal = "diff")
    void diffChangesNothing(DiffMojo mojo) throws Exception {
        List<String> before = tree();
        mojo.execute();
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    @InjectMojo(goal = "distribution")
    @MojoParameter(name = "jar", value = "target/acme-1.0.jar")
    @MojoParameter(name = "archive", value = "target/acme-1.0.tar.gz")
    void distributionFailsWithoutALauncher(DistributionMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining(
                        "target-acme is not there; connector:launcher has to run before connector:distribution");
        assertThat(folder.resolve("target/acme-1.0.tar.gz")).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "kafka-connect")
    @MojoParameter(name = "jar", value = "target/acme-1.0.jar")
    @MojoParameter(name = "outputDirectory", value = "target")
    void kafkaConnectMakesNoPluginOfAConnectorThatDoesNotNameTheEngine(KafkaConnectMojo mojo) throws Exception {
        mojo.execute();
        assertThat(tree()).containsExactly("connector.yaml");
    }

    @Test
    void eachGoalThatReadsTheDescriptorFailsOverIt(
            @InjectMojo(goal = "check") CheckMojo check,
            @InjectMojo(goal = "diff") DiffMojo diff,
            @InjectMojo(goal = "distribution") DistributionMojo distribution,
            @InjectMojo(goal = "docs") DocsMojo docs,
            @InjectMojo(goal = "generate") GenerateMojo generate,
            @InjectMojo(goal = "integration-test") IntegrationTestMojo integrationTest,
            @InjectMojo(goal = "kafka-connect") KafkaConnectMojo kafkaConnect,
            @InjectMojo(goal = "launcher") LauncherMojo launcher,
            @InjectMojo(goal = "run") RunMojo run,
            @InjectMojo(goal = "validate") ValidateMojo validate)
            throws Exception {
        Files.writeString(folder.resolve("connector.yaml"), GoalFolder.DESCRIPTOR + "lable: x\n");
        for (Mojo goal : List.of(
                check, diff, distribution, docs, generate, integrationTest, kafkaConnect, launcher, run, validate)) {
            assertThatExceptionOfType(MojoFailureException.class)
                    .as(goal.getClass().getSimpleName())
                    .isThrownBy(goal::execute)
                    .withMessage("""
                            1 problem in the descriptor
                            connector.yaml:4:1 lable: is not known here; did you mean "label"?""");
        }
        assertThat(tree()).containsExactly("connector.yaml");
    }

    @Test
    @InjectMojo(goal = "run")
    void runAsksForAFileThatIsThere(RunMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining(
                        "samples/orders.singer is not there; name a file of Singer messages by -Dconnector.input=");
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "frozen", value = "false")
    void generateIsOverAtOnceWhereNothingHasChanged(GenerateMojo mojo) throws Exception {
        mojo.execute();
        Map<String, FileTime> first = times();
        long start = System.nanoTime();
        mojo.execute();
        assertThat(System.nanoTime() - start).isLessThan(200_000_000L);
        assertThat(times()).isEqualTo(first);
        Files.delete(folder.resolve("target/generated-sources/connector/com/acme/AcmeConnector.java"));
        mojo.execute();
        assertThat(times()).containsOnlyKeys(first.keySet());
        Files.writeString(
                folder.resolve("connector.yaml"), GoalFolder.DESCRIPTOR + "settings: {host: {type: string}}\n");
        mojo.execute();
        assertThat(folder.resolve("target/generated-sources/connector/com/acme/AcmeSettings.java"))
                .content()
                .contains("String> host");
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "frozen", value = "false")
    @MojoParameter(name = "pluginVersion", value = "0.1.3")
    void generateRefusesARuntimeOfAnotherMinorVersion(GenerateMojo mojo) throws Exception {
        project.getModel().addDependency(dependency("dev.connectorkit", "connector-runtime", "0.1.9"));
        mojo.execute();
        project.getModel().addDependency(dependency("dev.connectorkit", "connector-runtime-sql", "0.2.0"));
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(
                        "pom.xml: connector-runtime-sql is 0.2.0 and connector-maven-plugin is 0.1.3; ");
    }

    static Dependency dependency(String group, String artifact, String version) {
        Dependency dependency = new Dependency();
        dependency.setGroupId(group);
        dependency.setArtifactId(artifact);
        dependency.setVersion(version);
        return dependency;
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (String file : tree()) {
            times.put(file, Files.getLastModifiedTime(folder.resolve(file)));
        }
        return times;
    }
}
