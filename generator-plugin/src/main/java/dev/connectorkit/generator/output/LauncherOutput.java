package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.LauncherFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Launchers on disk, beside the jar that they start. */
public final class LauncherOutput {
    private LauncherOutput() {}

    /**
     * Writes the launchers of a connector into its jar's folder, and gives them: the one for POSIX shells first. Native
     * libraries in the jar, or in those that it is made of, are moved to where the launchers expect them.
     *
     * @throws OutputException if there is no such jar
     */
    public static List<Path> write(String connector, Path jar, List<Path> dependencies) {
        if (!Files.isRegularFile(jar)) {
            throw new OutputException(
                    jar
                            + " is not there; the launcher starts the connector's jar, so that goals which make the jar have to come before connector:launcher");
        }
        Optional<String> libraries = ExecutableJar.withNativeLibraries(jar, dependencies);
        return new LauncherFiles()
                .emit(connector, jar.getFileName().toString(), ExecutableJar.directoryBytes(jar), libraries).stream()
                        .map(launcher -> write(launcher, jar.resolveSibling(launcher.fileName())))
                        .toList();
    }

    private static Path write(LauncherFiles.Launcher launcher, Path file) {
        FileUpdate.write(file, launcher.text());
        if (launcher.executable() && !file.toFile().setExecutable(true, false)) {
            throw new UncheckedIOException(new IOException(file + " could not be made executable"));
        }
        return file;
    }
}
