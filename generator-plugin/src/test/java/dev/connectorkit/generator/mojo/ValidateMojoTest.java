package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
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
class ValidateMojoTest {
    private Path folder;

    @BeforeEach
    void startWithADescriptor() throws IOException {
        folder = GoalFolder.withDescriptor(GoalFolder.DESCRIPTOR);
    }

    @Test
    @InjectMojo(goal = "validate")
    void writesNothing(ValidateMojo mojo) throws Exception {
        mojo.execute();
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("connector.yaml"));
    }

    @Test
    @InjectMojo(goal = "validate")
    void failsOverAProblem(ValidateMojo mojo) throws IOException {
        Files.writeString(folder.resolve("connector.yaml"), "name: target-acme\npackage: com.acme\n");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("1 problem in the descriptor\nconnector.yaml:1:1 architecture: is missing");
    }

    @Test
    @InjectMojo(goal = "validate")
    @MojoParameter(name = "descriptor", value = "elsewhere.yaml")
    void saysThatThereIsNoDescriptor(ValidateMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("elsewhere.yaml:1:1 (file): there is no such file");
    }
}
