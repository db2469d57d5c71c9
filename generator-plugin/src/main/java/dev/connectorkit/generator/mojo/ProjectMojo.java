package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.OutputLayout;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What the goals over a connector's project have in common: where the descriptor is, and where the files go. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class ProjectMojo extends AbstractMojo {
    /** The descriptor. */
    @Parameter(property = "connector.descriptor", defaultValue = "${project.basedir}/connector.yaml", required = true)
    private File descriptor;

    /** Where derived Java goes. */
    @Parameter(
            property = "connector.sourcesDirectory",
            defaultValue = "${project.build.directory}/generated-sources/connector",
            required = true)
    private File sourcesDirectory;

    /** Where derived resources go. */
    @Parameter(
            property = "connector.resourcesDirectory",
            defaultValue = "${project.build.directory}/generated-resources/connector",
            required = true)
    private File resourcesDirectory;

    /** The version that the connector says of itself. */
    @Parameter(property = "connector.version", defaultValue = "${project.version}", required = true)
    private String connectorVersion;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    final ConnectorSpec connector(ConnectorGenerator generator) throws MojoFailureException {
        return AuthorsFault.orConnector(generator, descriptor, connectorVersion);
    }

    final OutputLayout layout() {
        return new OutputLayout(
                project.getBasedir().toPath(),
                sourcesDirectory.toPath(),
                resourcesDirectory.toPath(),
                Path.of(project.getBuild().getDirectory()).resolve("connectorkit/derived.json"));
    }

    final File descriptor() {
        return descriptor;
    }

    final File sourcesDirectory() {
        return sourcesDirectory;
    }

    final File resourcesDirectory() {
        return resourcesDirectory;
    }

    final String connectorVersion() {
        return connectorVersion;
    }

    final MavenProject project() {
        return project;
    }
}
