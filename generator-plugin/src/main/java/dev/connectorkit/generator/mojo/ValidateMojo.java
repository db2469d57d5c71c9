package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Checks a descriptor and writes nothing. Works in a folder without a project, too. */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ValidateMojo extends AbstractMojo {
    /** The descriptor. */
    @Parameter(property = "connector.descriptor", defaultValue = "${basedir}/connector.yaml", required = true)
    private File descriptor;

    @Override
    public void execute() throws MojoFailureException {
        ConnectorSpec connector = AuthorsFault.orConnector(new ConnectorGenerator(), descriptor, "unknown");
        getLog().info("%s is valid: %s, architecture %s, %d settings"
                .formatted(
                        descriptor,
                        connector.name(),
                        connector.architecture().word(),
                        connector.settings().size()));
    }
}
