package dev.connectorkit.testkit.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The files of a run in its folder; they stay there for whoever wants to see what happened. */
final class RunFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final String suffix;

    /** Writes configuration and input. */
    RunFiles(RunRequest request) {
        this.directory = request.directory();
        this.suffix = request.number() == 1 ? "" : "-" + request.number();
        try {
            Files.createDirectories(directory);
            writeConfiguration(request.configuration().toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException("%s: a run cannot be prepared there".formatted(directory), e);
        }
        request.input().writeTo(input());
    }

    Path config() {
        return file("config", ".json");
    }

    Path input() {
        return file("input", ".singer");
    }

    Path out() {
        return file("stdout", ".txt");
    }

    Path err() {
        return file("stderr", ".txt");
    }

    private Path file(String name, String extension) {
        return directory.resolve(name + suffix + extension);
    }

    /** Bytes that are no UTF-8 are replaced: the connector may write what it likes. */
    List<String> errorLines() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(err()), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It may hold a password. */
    private void writeConfiguration(String json) throws IOException {
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.writeString(Files.createFile(config(), attributes), json + "\n");
    }
}
