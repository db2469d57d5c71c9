package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.suite.ConformanceSuite;
import dev.connectorkit.generator.suite.InvalidSettingsException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Runs the conformance suite on the packaged connector, as a process like any that a tap is piped into, and the author's own
 * cases after it. Reports go to target/connector-reports, JUnit's XML and a page for people; the build fails when a case
 * does. With {@code connector.certify} it tests any other Singer target instead, without a project.
 */
@Mojo(
        name = "integration-test",
        defaultPhase = LifecyclePhase.INTEGRATION_TEST,
        requiresProject = false,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class IntegrationTestMojo extends AbstractMojo {
    private static final String PROJECT = "${project.basedir}" + File.separator;

    /** The descriptor. */
    @Parameter(property = "connector.descriptor", defaultValue = "${basedir}/connector.yaml", required = true)
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
            defaultValue = "${basedir}/src/test/connector/config.json",
            required = true)
    private File testSettings;

    /** Cases of the connector's own, a folder each with input.singer and case.yaml; there need be none. */
    @Parameter(property = "connector.ownCases", defaultValue = "${basedir}/src/it/streams", required = true)
    private File ownCases;

    /**
     * A class of the project's tests that says where the connector is led for a test, and how what arrived is read back: a
     * TestDestination of connector-testkit, with a public constructor that takes the run's folder. Without one the suite
     * knows the databases that the kit knows, systems with an HTTP API, and the files that fresh skeletons write.
     */
    @Parameter(property = "connector.testDestination")
    private @Nullable String testDestination;

    /** Names of the cases to run, separated by commas; all of them if there is none. */
    @Parameter(property = "connector.cases")
    private @Nullable List<String> cases;

    /** Of a case that runs in several batch sizes, {@code all} of them or the {@code first}. */
    @Parameter(property = "connector.batchSizes", defaultValue = "all")
    private String batchSizes;

    /** Seconds that one run of the connector may take. */
    @Parameter(property = "connector.timeLimit", defaultValue = "60")
    private int timeLimit;

    /** Keeps what every run left behind, and not only those of failed cases. */
    @Parameter(property = "connector.keepWork", defaultValue = "false")
    private boolean keepWork;

    /**
     * Certifies the target that this file describes, instead of the project's connector: a YAML mapping with name, command,
     * configuration, capabilities, and where to read back.
     */
    @Parameter(property = "connector.certify")
    private @Nullable File certify;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File basedir;

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

    @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
    private List<String> testClassPath;

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
        Optional<File> foreign = Optional.ofNullable(certify);
        int status = foreign.isPresent() ? certify(foreign.get().toPath()) : runOnProject();
        if (status != 0) {
            throw new MojoFailureException("%s does not pass the conformance suite (exit status %d); the report is %s"
                    .formatted(
                            foreign.map(File::getPath).orElse("the connector"),
                            status,
                            folder(reportsDirectory).resolve("index.html")));
        }
    }

    private int certify(Path target) throws MojoExecutionException, MojoFailureException {
        return run(suite -> suite.certify(target, getLog()::info));
    }

    private int runOnProject() throws MojoExecutionException, MojoFailureException {
        ConnectorSpec connector = AuthorsFault.orConnector(new ConnectorGenerator(), descriptor, "unknown");
        File launcher = launcher(connector);
        if (!launcher.isFile()) {
            throw new MojoFailureException(
                    launcher + " is not there; bind connector:launcher to the package phase, or run mvn verify");
        }
        return run(suite -> suite.run(connector, launcher.toPath(), testSettings.toPath(), getLog()::info));
    }

    private File launcher(ConnectorSpec connector) {
        boolean windows = File.separatorChar == '\\';
        return new File(launcherDirectory, connector.name() + (windows ? ".cmd" : ""));
    }

    /** What is asked of the suite. */
    @FunctionalInterface
    private interface Suite {
        int run(ConformanceSuite suite) throws InterruptedException;
    }

    private int run(Suite run) throws MojoExecutionException, MojoFailureException {
        try {
            return run.run(suite());
        } catch (InvalidSettingsException e) { // its message says what to change
            throw new MojoFailureException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("the conformance suite was interrupted", e);
        }
    }

    private ConformanceSuite suite() throws MojoExecutionException {
        List<RemoteRepository> repositories = new ArrayList<>(pluginRepositories);
        repositories.addAll(projectRepositories);
        List<Path> classPath = new ArrayList<>(
                new TestkitClassPath(repositorySystem, repositorySession, repositories).resolve(pluginVersion));
        if (testDestination != null && certify == null) {
            testClassPath.stream().map(Path::of).forEach(classPath::add); // behind the suite's own
        }
        return new ConformanceSuite(classPath, folder(workDirectory), folder(reportsDirectory), options());
    }

    /** Where there is no project, Maven knows its folder and leaves the project's unfilled. */
    private Path folder(File given) {
        String path = given.getPath();
        int project = path.indexOf(PROJECT);
        return project < 0
                ? given.getAbsoluteFile().toPath()
                : basedir.getAbsoluteFile().toPath().resolve(path.substring(project + PROJECT.length()));
    }

    private List<String> options() {
        List<String> options =
                new ArrayList<>(List.of("--time-limit", Integer.toString(timeLimit), "--batch-sizes", batchSizes));
        if (ownCases.isDirectory()) {
            options.addAll(List.of("--own", ownCases.getPath()));
        }
        if (cases != null && !cases.isEmpty()) {
            options.addAll(List.of("--cases", String.join(",", cases)));
        }
        if (testDestination != null && certify == null) {
            options.addAll(List.of("--destination", testDestination));
        }
        if (!keepWork) {
            options.add("--discard-work");
        }
        return options;
    }
}
