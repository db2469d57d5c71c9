package dev.connectorkit.generator.suite;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A connector as the build compiled it, in a JVM of its own on this process's standard streams.
 *
 * @param classPath of the connector and all that it needs
 * @param mainClass its entry point
 * @param debugPort on which the JVM waits for a debugger before it starts, if it is to
 */
public record ConnectorProcess(List<Path> classPath, String mainClass, Optional<Integer> debugPort) {
    public ConnectorProcess {
        classPath = List.copyOf(classPath);
        requireNonNull(mainClass, "mainClass");
        requireNonNull(debugPort, "debugPort");
    }

    /**
     * Runs it in a folder to its end, and gives its exit status.
     *
     * @throws InterruptedException when the thread is; the connector is stopped then
     */
    public int run(Path folder, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
        // Quiet, since the agent would say on standard output, among the states, that it listens
        debugPort.ifPresent(port ->
                command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=localhost:" + port));
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment()
                .put(
                        "CLASSPATH",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        try {
            Process process = builder.start();
            try {
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM for the connector", e);
        }
    }
}
