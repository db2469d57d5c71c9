package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.CommittedOutput;
import dev.connectorkit.generator.output.Difference;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes what is made of the descriptor and committed beside it: the table of settings between the markers in README.md,
 * config.schema.json, config.sample.json, a plugin definition for Meltano, and a folder for Mage. The first build of a project
 * writes them too; connector:check tells when one of them is stale or gone.
 */
@Mojo(name = "docs", threadSafe = true)
public final class DocsMojo extends ProjectMojo {
    @Override
    public void execute() throws MojoFailureException {
        ConnectorGenerator generator = new ConnectorGenerator();
        List<Difference> written = new CommittedOutput(layout()).write(generator.committed(connector(generator)));
        written.forEach(difference -> getLog().info("Wrote " + difference.path()));
        if (written.isEmpty()) {
            getLog().info("All is as the descriptor says");
        }
    }
}
