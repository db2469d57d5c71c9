package dev.connectorkit.generator.mojo;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** The jars of the conformance suite: the version of the suite is the plugin's, whatever the connector's tests use. */
final class TestkitClassPath {
    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    TestkitClassPath(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = List.copyOf(repositories);
    }

    /** Gives the suite's jar and all that it needs at run time. Maven's session leaves test and provided ones out. */
    List<Path> resolve(String version) throws MojoExecutionException {
        DefaultArtifact testkit = new DefaultArtifact("dev.connectorkit", "connector-testkit", "jar", version);
        CollectRequest graph = new CollectRequest(new Dependency(testkit, "runtime"), repositories);
        try {
            return system.resolveDependencies(session, new DependencyRequest(graph, null)).getArtifactResults().stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new MojoExecutionException("the conformance suite " + testkit + " could not be resolved", e);
        }
    }
}
