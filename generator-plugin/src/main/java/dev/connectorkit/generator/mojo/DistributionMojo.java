package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.Distribution;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Packs what a machine needs to run the connector into one archive, and attaches it, so that mvn deploy deploys it: launchers,
 * jar, the schema of its configuration, a plugin definition for Meltano, a folder for Mage.
 */
@Mojo(name = "distribution", defaultPhase = LifecyclePhase.INSTALL, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class DistributionMojo extends ProjectMojo {
    /** The jar that the launchers start. */
    @Parameter(
            property = "connector.jar",
            defaultValue = "${project.build.directory}/${project.build.finalName}.jar",
            required = true)
    private File jar;

    /** The archive. */
    @Parameter(
            property = "connector.distribution",
            defaultValue = "${project.build.directory}/${project.build.finalName}.tar.gz",
            required = true)
    private File archive;

    private final MavenProjectHelper projects;

    @Inject
    public DistributionMojo(MavenProjectHelper projects) {
        this.projects = projects;
    }

    @Override
    public void execute() throws MojoFailureException {
        ConnectorGenerator generator = new ConnectorGenerator();
        ConnectorSpec connector = connector(generator);
        Path launcher = jar.toPath().resolveSibling(connector.name());
        Distribution distribution = new Distribution(
                connector.name() + "-" + connectorVersion(),
                jar.toPath(),
                List.of(launcher, launcher.resolveSibling(connector.name() + ".cmd")),
                generator.committed(connector));
        try {
            distribution.write(archive.toPath());
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
        projects.attachArtifact(project(), "tar.gz", archive);
        getLog().info("Packed " + archive);
    }
}
