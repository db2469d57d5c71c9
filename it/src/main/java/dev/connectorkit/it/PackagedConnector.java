package dev.connectorkit.it;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connector as its build left it, started as a tap's pipeline would start it.
 *
 * @param project folder of the connector's POM; its last name is the connector's
 */
public record PackagedConnector(Path project) {
    private static final long TIME_LIMIT_SECONDS = 120;

    public PackagedConnector {
        project = requireNonNull(project, "project").toAbsolutePath();
    }

    /** One that an invoker project built. */
    public static PackagedConnector builtBy(String invokerProject, String name) {
        return new PackagedConnector(Path.of("target", "it", invokerProject, name));
    }

    /** Loads a file, given on standard input, and waits for the end. */
    public Run load(Path folder, Map<String, ?> config, Path input) {
        try {
            Files.createDirectories(folder);
            Path states = folder.resolve("states.jsonl");
            Path log = folder.resolve("log.txt");
            Process process = command(folder, config)
                    .redirectInput(input.toFile())
                    .redirectOutput(states.toFile())
                    .redirectError(log.toFile())
                    .start();
            return new Run(folder, end(process), Files.readAllLines(states), Files.readAllLines(log));
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be started".formatted(launcher()), e);
        }
    }

    /**
     * Starts it with pipes on standard input and output; its log goes to {@code log.txt} in the folder, and so do temporary
     * files, which a killed process leaves behind.
     */
    public Process start(Path folder, Map<String, ?> config) throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder command =
                command(folder, config).redirectError(folder.resolve("log.txt").toFile());
        command.environment().put("JAVA_OPTS", "-XX:+UseSerialGC -Xmx384m -Djava.io.tmpdir=" + folder);
        return command.start();
    }

    /**
     * Reads back by the driver in the connector's own jar, in a JVM of its own: where the driver has a native library, a
     * JVM that reads for many connectors would load it many times.
     *
     * @return the lines that {@link Query} prints
     */
    public List<String> query(String jdbcUrl, String... queries) {
        String classPath = jar()
                + File.pathSeparator
                + Query.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> command = Stream.of(
                java, "-XX:TieredStopAtLevel=1", nativeLibraries(), "-cp", classPath, Query.class.getName(), jdbcUrl);
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(command, Arrays.stream(queries)).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            List<String> lines = process.inputReader().lines().toList();
            if (end(process) != 0) {
                throw new IllegalStateException("%s cannot be read".formatted(jdbcUrl));
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException("no JVM for a query", e);
        }
    }

    /** Where packaging unpacked them, as the JVM wants it said. */
    private String nativeLibraries() {
        Path kept = project.resolve("target").resolve(project.getFileName() + ".cache");
        try (Stream<Path> folders = Files.isDirectory(kept) ? Files.list(kept) : Stream.empty()) {
            return folders.filter(Files::isDirectory)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator, "-Djava.library.path=", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(kept + " cannot be read", e);
        }
    }

    private ProcessBuilder command(Path folder, Map<String, ?> config) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, Json.text(config));
        return new ProcessBuilder(
                        launcher().toString(), "--config", file.toAbsolutePath().toString())
                .directory(folder.toFile());
    }

    /** What a pipeline starts. */
    public Path launcher() {
        String suffix = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? ".cmd" : "";
        return project.resolve("target").resolve(project.getFileName() + suffix);
    }

    /** The one executable jar that its build made. */
    public Path jar() {
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches(project.getFileName() + "-[0-9.]+(-SNAPSHOT)?[.]jar"))
                    .findAny()
                    .orElseThrow(() -> new IllegalStateException(project + " has no jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(project + " cannot be read", e);
        }
    }

    private static int end(Process process) {
        try {
            if (process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException("the process did not end within %d s".formatted(TIME_LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ran", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
