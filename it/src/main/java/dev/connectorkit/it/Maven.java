package dev.connectorkit.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs Maven on a project that an invoker project has built before, for what has to happen between two builds. Offline, from
 * the invoker's repository: all that the project needs is there, from whichever repository it came.
 *
 * @param home            of the Maven that runs the kit's build
 * @param localRepository of the invoker projects
 * @param environment     variables that it is started with beside those of this process, such as JAVA_HOME
 */
public record Maven(Path home, Path localRepository, Map<String, String> environment) {
    public Maven {
        requireNonNull(home, "home");
        requireNonNull(localRepository, "localRepository");
        environment = Map.copyOf(environment);
    }

    public Maven(Path home, Path localRepository) {
        this(home, localRepository, Map.of());
    }

    /**
     * Runs goals and gives the lines that Maven printed.
     *
     * @throws IllegalStateException if the build failed
     */
    public List<String> run(Path project, String... goals) throws IOException, InterruptedException {
        return run(project, true, goals);
    }

    /**
     * The same for a build that has to fail.
     *
     * @throws IllegalStateException if it did not
     */
    public List<String> fail(Path project, String... goals) throws IOException, InterruptedException {
        return run(project, false, goals);
    }

    /** Begins a run, whose output can be read from the process as it comes. */
    public Process start(Path project, String... goals) throws IOException {
        return command(project, goals).start();
    }

    private List<String> run(Path project, boolean succeeds, String... goals) throws IOException, InterruptedException {
        Path log = Files.createTempFile(project.getParent(), "maven-", ".log");
        int status =
                command(project, goals).redirectOutput(log.toFile()).start().waitFor();
        List<String> lines = Files.readAllLines(log);
        if ((status == 0) != succeeds) {
            throw new IllegalStateException("mvn %s in %s ended with %d:%n%s"
                    .formatted(String.join(" ", goals), project, status, String.join("\n", lines)));
        }
        return lines;
    }

    private ProcessBuilder command(Path project, String... goals) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
        command.addAll(List.of("-B", "-o", "-Dmaven.legacyLocalRepo=true", "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of(goals));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("CI", "false"); // a person's build, wherever this one runs
        builder.environment().putAll(environment);
        return builder;
    }
}
