package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.LauncherOutput;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.suite.FirstStart;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Writes the scripts that start the packaged connector, named as the connector is, beside its jar: one for POSIX shells
 * and one, ending in .cmd, for Windows. Both honour JAVA_HOME and JAVA_OPTS. Native libraries of drivers are moved to where
 * the connector unpacks them once, and what a first start by this Java makes is made, so that no start is slow.
 */
@Mojo(
        name = "launcher",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class LauncherMojo extends AbstractMojo {
    /** The descriptor. */
    @Parameter(property = "connector.descriptor", defaultValue = "${project.basedir}/connector.yaml", required = true)
    private File descriptor;

    /** The jar to start, which has to hold all that the connector needs and name its main class. */
    @Parameter(
            property = "connector.jar",
            defaultValue = "${project.build.directory}/${project.build.finalName}.jar",
            required = true)
    private File jar;

    /** Whether a first start happens now, for the Java of this build, and what it makes is kept beside the jar. */
    @Parameter(property = "connector.firstStart", defaultValue = "true")
    private boolean firstStart;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        ConnectorSpec connector = AuthorsFault.orConnector(new ConnectorGenerator(), descriptor, "unknown");
        try {
            List<Path> launchers = LauncherOutput.write(connector.name(), jar.toPath(), dependencies());
            launchers.forEach(launcher -> getLog().info("Wrote " + launcher));
            if (firstStart && File.separatorChar == '/') {
                new FirstStart(launchers.get(0)).run().ifPresent(problem -> getLog().warn(problem));
            }
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("the first start was interrupted", e);
        }
    }

    private List<Path> dependencies() {
        return project.getArtifacts().stream()
                .map(artifact -> artifact.getFile().toPath())
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
    }
}
