package dev.connectorkit.generator.suite;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts a packaged connector once, so that its launcher makes beside the jar what makes later starts fast: the archive of
 * classes for the Java of this build, and native libraries.
 *
 * @param launcher for POSIX shells, beside the connector's jar
 */
public record FirstStart(Path launcher) {
    public FirstStart {
        requireNonNull(launcher, "launcher");
    }

    /**
     * Does it; what an earlier build made is made anew.
     *
     * @return what went wrong, if anything did: the connector starts without it, only slower
     */
    public Optional<String> run() throws InterruptedException {
        Path kept = launcher.resolveSibling(launcher.getFileName() + ".cache");
        try {
            if (Files.isDirectory(kept)) {
                removeArchives(kept);
            }
            Process process = start(kept);
            try {
                int status = process.waitFor();
                return status == 0 && hasArchive(kept)
                        ? Optional.empty()
                        : Optional.of(
                                "%s: no archive of classes was made (exit status %d); starts take longer without it"
                                        .formatted(launcher, status));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(launcher + " could not be started", e);
        }
    }

    private Process start(Path kept) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version")
                .redirectInput(ProcessBuilder.Redirect.from(launcher.toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CONNECTOR_CACHE", kept.toAbsolutePath().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static void removeArchives(Path folder) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.jsa")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
    }

    private static boolean hasArchive(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.jsa")) {
            for (Path archive : archives) {
                if (Files.size(archive) > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
