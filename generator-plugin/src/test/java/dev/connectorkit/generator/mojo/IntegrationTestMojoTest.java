package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(GoalFolder.BASEDIR)
class IntegrationTestMojoTest {
    private Path folder;

    @BeforeEach
    void startWithADescriptor() throws IOException {
        folder = GoalFolder.withDescriptor(GoalFolder.DESCRIPTOR);
    }

    @Test
    @InjectMojo(goal = "integration-test")
    void failsWithoutALauncher(IntegrationTestMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("target-acme is not there; bind connector:launcher");
    }

    @Test
    @InjectMojo(goal = "integration-test")
    @MojoParameter(name = "skip", value = "true")
    void canBeSkippedAlone(IntegrationTestMojo mojo) throws Exception {
        mojo.execute();
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "integration-test")
    @MojoParameter(name = "skipIntegrationTests", value = "true")
    void isSkippedWithOtherIntegrationTests(IntegrationTestMojo mojo) throws Exception {
        mojo.execute();
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "integration-test")
    @MojoParameter(name = "skipTests", value = "true")
    void isSkippedWithAllTests(IntegrationTestMojo mojo) throws Exception {
        mojo.execute();
        assertThat(folder.resolve("target")).doesNotExist();
    }
}
