package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.LauncherOutput;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the scripts that start the packaged connector, named as the connector is, beside its jar: one for POSIX shells
 * and one, ending in .cmd, for Windows. Both honour JAVA_HOME and JAVA_OPTS.
 */
@Mojo(name = "launcher", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
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

    @Override
    public void execute() throws MojoFailureException {
        ConnectorSpec connector = AuthorsFault.orConnector(new ConnectorGenerator(), descriptor, "unknown");
        try {
            LauncherOutput.write(connector.name(), jar.toPath())
                    .forEach(launcher -> getLog().info("Wrote " + launcher));
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
    }
}
