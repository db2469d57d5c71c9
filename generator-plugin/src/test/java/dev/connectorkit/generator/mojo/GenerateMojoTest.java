package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(GoalFolder.BASEDIR)
class GenerateMojoTest {
    @Inject
    private MavenProject project;

    private Path folder;

    @BeforeEach
    void startWithADescriptor() throws IOException {
        folder = GoalFolder.withDescriptor(GoalFolder.DESCRIPTOR);
        project.getBuild().setResources(new ArrayList<>()); // the harness has a list that cannot grow
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "frozen", value = "false")
    @MojoParameter(name = "connectorVersion", value = "2.5")
    void addsWhatItGeneratesToTheProject(GenerateMojo mojo) throws Exception {
        mojo.execute();
        Path sources = folder.resolve("target/generated-sources/connector");
        Path resources = folder.resolve("target/generated-resources/connector");
        assertThat(sources.resolve("com/acme/AcmeConnector.java")).content().contains(".version(\"2.5\")");
        assertThat(resources.resolve("META-INF/services/dev.connectorkit.runtime.session.Connector"))
                .hasContent("com.acme.AcmeConnector");
        assertThat(folder.resolve("src/main/java/com/acme/AcmeSink.java")).exists();
        assertThat(folder.resolve("src/test/java/com/acme/AcmeConnectorTest.java"))
                .exists();
        assertThat(folder.resolve(".connectorkit/manifest.json")).exists();
        assertThat(project.getCompileSourceRoots()).contains(sources.toString());
        assertThat(project.getResources()).extracting(Resource::getDirectory).contains(resources.toString());
        assertThat(project.getProperties())
                .containsEntry("connector.name", "target-acme")
                .containsEntry("connector.mainClass", "com.acme.AcmeConnector");
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "frozen", value = "true")
    void frozenFailsTheBuildOverAMissingSkeleton(GenerateMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("src/main/java/com/acme/AcmeTarget.java")
                .withMessageContaining("-Dconnector.frozen=false");
        assertThat(folder.resolve("src")).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "generate")
    void failsTheBuildWithAllProblemsOfTheDescriptor(GenerateMojo mojo) throws IOException {
        Files.writeString(folder.resolve("connector.yaml"), GoalFolder.DESCRIPTOR + "lable: x\nsettings: 1\n");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("""
                        2 problems in the descriptor
                        connector.yaml:4:1 lable: is not known here; did you mean "label"?
                        connector.yaml:5:11 settings: is an integer; a mapping is needed here""");
    }

    @Test
    void aBuildServerIsWhereCiIsSet() {
        assertThat(Environment.isBuildServer(Map.of("CI", "true"))).isTrue();
        assertThat(Environment.isBuildServer(Map.of("CI", "1"))).isTrue();
        assertThat(Environment.isBuildServer(Map.of())).isFalse();
        assertThat(Environment.isBuildServer(Map.of("CI", " "))).isFalse();
        assertThat(Environment.isBuildServer(Map.of("CI", "False"))).isFalse();
    }
}
