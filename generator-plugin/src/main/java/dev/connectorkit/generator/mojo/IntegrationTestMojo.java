package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.suite.ConformanceSuite;
import dev.connectorkit.generator.suite.InvalidSettingsException;
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
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Runs the conformance suite on the packaged connector, as a process like any that a tap is piped into. JUnit reports
 * go to target/connector-reports; the build fails when a case does.
 */
@Mojo(name = "integration-test", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class IntegrationTestMojo extends AbstractMojo {
    /** The descriptor. */
    @Parameter(property = "connector.descriptor", defaultValue = "${project.basedir}/connector.yaml", required = true)
    private File descriptor;

    /** The folder of the launcher that connector:launcher wrote. */
    @Parameter(property = "connector.launcherDirectory", defaultValue = "${project.build.directory}", required = true)
    private File launcherDirectory;

    /** Where the suite keeps what a run leaves behind. */
    @Parameter(
            property = "connector.workDirectory",
            defaultValue = "${project.build.directory}/connector-it",
            required = true)
    private File workDirectory;

    /** Where JUnit reports go. */
    @Parameter(
            property = "connector.reportsDirectory",
            defaultValue = "${project.build.directory}/connector-reports",
            required = true)
    private File reportsDirectory;

    /**
     * A configuration file with what the connector cannot start without, if there is any such setting. The suite lays its
     * own settings over it.
     */
    @Parameter(
            property = "connector.testSettings",
            defaultValue = "${project.basedir}/src/test/connector/config.json",
            required = true)
    private File testSettings;

    /** Skips this goal. */
    @Parameter(property = "connector.skipTests", defaultValue = "false")
    private boolean skip;

    /** Skips this goal and those of other plugins that run integration tests. */
    @Parameter(property = "skipITs", defaultValue = "false")
    private boolean skipIntegrationTests;

    /** Skips all tests. */
    @Parameter(property = "skipTests", defaultValue = "false")
    private boolean skipTests;

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
    public IntegrationTestMojo(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipIntegrationTests || skipTests) {
            getLog().info("Skipped");
            return;
        }
        ConnectorSpec connector = AuthorsFault.orConnector(new ConnectorGenerator(), descriptor, "unknown");
        File launcher = launcher(connector);
        if (!launcher.isFile()) {
            throw new MojoFailureException(
                    launcher + " is not there; bind connector:launcher to the package phase, or run mvn verify");
        }
        int status = run(suite(launcher), connector);
        if (status != 0) {
            throw new MojoFailureException(
                    "%s does not pass the conformance suite (exit status %d); the cases are in %s"
                            .formatted(connector.name(), status, reportsDirectory));
        }
    }

    private File launcher(ConnectorSpec connector) {
        boolean windows = File.separatorChar == '\\';
        return new File(launcherDirectory, connector.name() + (windows ? ".cmd" : ""));
    }

    private ConformanceSuite suite(File launcher) throws MojoExecutionException {
        List<RemoteRepository> repositories = new ArrayList<>(pluginRepositories);
        repositories.addAll(projectRepositories);
        List<Path> classPath =
                new TestkitClassPath(repositorySystem, repositorySession, repositories).resolve(pluginVersion);
        return new ConformanceSuite(
                classPath, launcher.toPath(), workDirectory.toPath(), reportsDirectory.toPath(), testSettings.toPath());
    }

    private int run(ConformanceSuite suite, ConnectorSpec connector)
            throws MojoExecutionException, MojoFailureException {
        try {
            return suite.run(connector, getLog()::info);
        } catch (InvalidSettingsException e) { // its message says what to change
            throw new MojoFailureException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("the conformance suite was interrupted", e);
        }
    }
}
