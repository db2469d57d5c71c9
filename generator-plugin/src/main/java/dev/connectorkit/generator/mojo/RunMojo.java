package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.suite.ConnectorProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Compiles the connector and loads a stream file by it, in a JVM of its own; states go to standard output. */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class RunMojo extends ProjectMojo {
    /** The Singer messages to load, plain or gzip. */
    @Parameter(property = "connector.input", defaultValue = "${project.basedir}/samples/orders.singer", required = true)
    private File input;

    /** The configuration. Where there is no such file, the connector runs with its defaults. */
    @Parameter(property = "connector.config", defaultValue = "${project.basedir}/config.json", required = true)
    private File config;

    /** A port, on which the JVM waits for a debugger before it starts. */
    @Parameter(property = "connector.debug")
    private @Nullable Integer debug;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        ConnectorSpec connector = connector(new ConnectorGenerator());
        if (!input.isFile()) {
            throw new MojoFailureException(
                    input + " is not there; name a file of Singer messages by -Dconnector.input=");
        }
        ConnectorProcess process = new ConnectorProcess(classPath(), connector.mainClass(), Optional.ofNullable(debug));
        try {
            int status = process.run(project().getBasedir().toPath(), arguments());
            if (status != 0) {
                throw new MojoFailureException("%s ended with %d, see above".formatted(connector.name(), status));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("the run was interrupted", e);
        }
    }

    private List<Path> classPath() {
        Stream<Path> classes = Stream.of(Path.of(project().getBuild().getOutputDirectory()));
        return Stream.concat(classes, project().getArtifacts().stream().map(artifact -> artifact.getFile()
                        .toPath()))
                .toList();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--input", input.getPath()));
        arguments.addAll(config.isFile() ? List.of("--config", config.getPath()) : List.of("--config_json", "{}"));
        return arguments;
    }
}
