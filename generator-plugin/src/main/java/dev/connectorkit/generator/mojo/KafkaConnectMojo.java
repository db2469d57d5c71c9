package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.emit.KafkaConnectFiles;
import dev.connectorkit.generator.output.KafkaConnectOutput;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Makes the packaged connector a plugin of Kafka Connect, where its descriptor or connector.engines names the engine
 * kafka-connect: a folder for a worker's plugin.path in target/kafka-connect, and the same as an archive. Does nothing for other connectors.
 */
@Mojo(name = "kafka-connect", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class KafkaConnectMojo extends AbstractMojo {
    private static final String ENGINE = "kafka-connect";

    /** The descriptor. */
    @Parameter(property = "connector.descriptor", defaultValue = "${project.basedir}/connector.yaml", required = true)
    private File descriptor;

    /** The jar with all that the connector needs inside. */
    @Parameter(
            property = "connector.jar",
            defaultValue = "${project.build.directory}/${project.build.finalName}.jar",
            required = true)
    private File jar;

    /** Where the folder and the archive go. */
    @Parameter(property = "connector.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /** Engines besides those that the descriptor names: kafka-connect makes a plugin of a connector that is left as it is. */
    @Parameter(property = "connector.engines")
    private List<String> engines = List.of();

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    private String pluginVersion;

    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
    private RepositorySystemSession repositorySession;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true, required = true)
    private List<RemoteRepository> pluginRepositories;

    @Parameter(defaultValue = "${project.remoteProjectRepositories}", readonly = true, required = true)
    private List<RemoteRepository> projectRepositories;

    private final RepositorySystem repositorySystem;

    @Inject
    public KafkaConnectMojo(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        ConnectorSpec connector = AuthorsFault.orConnector(new ConnectorGenerator(), descriptor, "unknown");
        if (!connector.engines().contains(ENGINE) && !engines.contains(ENGINE)) {
            getLog().debug("Skipped: neither the descriptor's engines nor connector.engines hold " + ENGINE);
            return;
        }
        try {
            Path archive = KafkaConnectOutput.write(
                    KafkaConnectFiles.of(connector), jar.toPath(), runtime(), outputDirectory.toPath());
            getLog().info("Wrote " + archive);
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
    }

    /** Its version is the plugin's, as that of the runtime in the connector's jar. */
    private Path runtime() throws MojoExecutionException {
        List<RemoteRepository> repositories = new ArrayList<>(pluginRepositories);
        repositories.addAll(projectRepositories);
        DefaultArtifact runtime =
                new DefaultArtifact("dev.connectorkit", "connector-runtime-kafka-connect", "jar", pluginVersion);
        try {
            return repositorySystem
                    .resolveArtifact(repositorySession, new ArtifactRequest(runtime, repositories, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new MojoExecutionException(
                    "what makes a connector a sink, " + runtime + ", could not be resolved", e);
        }
    }
}
