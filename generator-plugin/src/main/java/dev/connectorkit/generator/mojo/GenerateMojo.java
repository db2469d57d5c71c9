package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.GenerationResult;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.output.OutputLayout;
import dev.connectorkit.generator.output.OutputWriter;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Generates a connector's code from its descriptor: derived code below target, on every build, and once for each class
 * that its author writes a skeleton below src. A file that would stay the same is not touched; a file that belongs to
 * the author is never overwritten, and never made again after it was renamed or deleted. For the goals that follow, the
 * properties connector.name and connector.mainClass are set where the pom does not set them.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends AbstractMojo {
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

    /**
     * Whether nothing may be written outside target. Skeletons that are still to be made are an error then. Without a
     * value, it is so where the environment variable CI is set.
     */
    @Parameter(property = "connector.frozen")
    private @Nullable Boolean frozen;

    /** The version that the connector says of itself. */
    @Parameter(property = "connector.version", defaultValue = "${project.version}", required = true)
    private String connectorVersion;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    public void execute() throws MojoFailureException {
        ConnectorGenerator generator = new ConnectorGenerator();
        ConnectorSpec connector = AuthorsFault.orConnector(generator, descriptor, connectorVersion);
        try {
            GenerationResult result = generator.generate(connector, new OutputWriter(layout(), isFrozen()));
            result.skeletons().forEach(skeleton -> getLog().info("Yours to write now: " + skeleton));
            getLog().info(result.summary());
            addTo(project, connector);
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
    }

    /** Plugins that run later compile the code, and make the executable jar by the two properties, unless the pom has them. */
    private void addTo(MavenProject project, ConnectorSpec connector) {
        project.addCompileSourceRoot(sourcesDirectory.getPath());
        project.addResource(resources());
        project.getProperties().putIfAbsent("connector.name", connector.name());
        project.getProperties().putIfAbsent("connector.mainClass", connector.mainClass());
    }

    private OutputLayout layout() {
        Path build = Path.of(project.getBuild().getDirectory());
        return new OutputLayout(
                project.getBasedir().toPath(),
                sourcesDirectory.toPath(),
                resourcesDirectory.toPath(),
                build.resolve("connectorkit/derived.json"));
    }

    private boolean isFrozen() {
        return frozen == null ? Environment.isBuildServer(System.getenv()) : frozen;
    }

    private Resource resources() {
        Resource resources = new Resource();
        resources.setDirectory(resourcesDirectory.getPath());
        return resources;
    }
}
