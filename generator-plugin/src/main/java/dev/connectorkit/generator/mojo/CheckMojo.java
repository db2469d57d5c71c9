package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.output.ProjectCheck;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Fails the build where the project has drifted from its descriptor: a file that connector:docs writes is stale, was edited or is
 * gone, derived code is not what the descriptor gives, a class that connector:generate made is gone, code is left for what the descriptor no longer has, or a release still holds
 * lines of a skeleton that are to be replaced. Says what to do about each.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends ProjectMojo {
    /** Whether lines of a skeleton that are to be replaced are a problem. Without a value, unless the version is a snapshot. */
    @Parameter(property = "connector.release")
    private @Nullable Boolean release;

    /** Notes in the manifest that classes and committed files which are gone, and code that is left, are as they should be. */
    @Parameter(property = "connector.accept", defaultValue = "false")
    private boolean accept;

    /** Skips this goal. */
    @Parameter(property = "connector.skipCheck", defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoFailureException {
        if (skip) {
            getLog().info("Skipped");
            return;
        }
        ConnectorGenerator generator = new ConnectorGenerator();
        boolean isRelease = release == null ? !connectorVersion().endsWith("-SNAPSHOT") : release;
        try {
            List<String> problems =
                    generator.problems(connector(generator), new ProjectCheck(layout(), isRelease, accept));
            if (!problems.isEmpty()) {
                throw new MojoFailureException(
                        "the project is not as its descriptor says\n" + String.join("\n", problems));
            }
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
    }
}
