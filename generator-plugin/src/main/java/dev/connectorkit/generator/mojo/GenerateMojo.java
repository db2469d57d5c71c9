package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.GenerationResult;
import dev.connectorkit.generator.output.LastRun;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.output.OutputWriter;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.Optional;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Generates a connector's code from its descriptor: derived code below target, on every build, and once for each class
 * that its author writes a skeleton below src. A file that would stay the same is not touched; a file that belongs to
 * the author is never overwritten, and never made again after it was renamed or deleted. The first run in a project also writes
 * what connector:docs writes. For the goals that follow, the
 * properties connector.name and connector.mainClass are set where the pom does not set them.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends ProjectMojo {
    /**
     * Whether nothing may be written outside target. Skeletons that are still to be made are an error then. Without a
     * value, it is so where the environment variable CI is set.
     */
    @Parameter(property = "connector.frozen")
    private @Nullable Boolean frozen;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    private String pluginVersion;

    @Override
    public void execute() throws MojoFailureException {
        Dependencies dependencies = new Dependencies(project().getDependencies(), pluginVersion);
        dependencies.requireRuntimeOfThisKit();
        LastRun lastRun = new LastRun(layout(), descriptor().toPath(), connectorVersion() + " " + pluginVersion);
        Optional<LastRun.Facts> known = lastRun.facts();
        if (known.isPresent()) {
            getLog().info("Nothing to do: descriptor and derived files are as they were");
            addTo(project(), known.get());
            return;
        }
        ConnectorGenerator generator = new ConnectorGenerator();
        ConnectorSpec connector = connector(generator);
        dependencies.missing(connector).forEach(getLog()::warn);
        try {
            GenerationResult result = generator.generate(connector, new OutputWriter(layout(), isFrozen()));
            result.skeletons().forEach(skeleton -> getLog().info("Yours to write now: " + skeleton));
            result.committed().forEach(file -> getLog().info("To be committed, kept by connector:docs: " + file));
            getLog().info(result.summary());
            addTo(project(), lastRun.remember(new LastRun.Facts(connector.name(), connector.mainClass())));
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
    }

    /** Plugins that run later compile the code, and make the executable jar by the two properties, unless the pom has them. */
    private void addTo(MavenProject project, LastRun.Facts connector) {
        project.addCompileSourceRoot(sourcesDirectory().getPath());
        project.addResource(resources());
        project.getProperties().putIfAbsent("connector.name", connector.name());
        project.getProperties().putIfAbsent("connector.mainClass", connector.mainClass());
    }

    private boolean isFrozen() {
        return frozen == null ? Environment.isBuildServer(System.getenv()) : frozen;
    }

    private Resource resources() {
        Resource resources = new Resource();
        resources.setDirectory(resourcesDirectory().getPath());
        return resources;
    }
}
