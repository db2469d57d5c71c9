package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipOutputStream;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(GoalFolder.BASEDIR)
class LauncherMojoTest {
    private Path folder;

    @BeforeEach
    void startWithADescriptor() throws IOException {
        folder = GoalFolder.withDescriptor(GoalFolder.DESCRIPTOR);
    }

    @Test
    @InjectMojo(goal = "launcher")
    @MojoParameter(name = "jar", value = "target/acme-1.0.jar")
    @MojoParameter(name = "firstStart", value = "false")
    void namesTheLaunchersAfterTheConnector(LauncherMojo mojo) throws Exception {
        Files.createDirectories(folder.resolve("target"));
        new ZipOutputStream(Files.newOutputStream(folder.resolve("target/acme-1.0.jar"))).close();
        mojo.execute();
        assertThat(folder.resolve("target/target-acme"))
                .isExecutable()
                .content()
                .contains("jar=$home/'acme-1.0.jar'");
        assertThat(folder.resolve("target/target-acme.cmd")).content().contains("%~dp0acme-1.0.jar");
    }

    @Test
    @InjectMojo(goal = "launcher")
    @MojoParameter(name = "jar", value = "target/acme-1.0.jar")
    void failsWithoutAJar(LauncherMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("acme-1.0.jar is not there");
    }
}
