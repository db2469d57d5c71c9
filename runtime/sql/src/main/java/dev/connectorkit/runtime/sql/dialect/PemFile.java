package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A certificate or key that a setting names by file or holds itself; the driver reads files only. */
final class PemFile {
    private PemFile() {}

    /** Whether the setting's value is the text itself, not a file's name. */
    static boolean isText(String value) {
        return value.contains("-----BEGIN ");
    }

    /** The file's path, with a leading {@code ~} replaced by the user's folder. */
    static Path path(String value) {
        return value.startsWith("~/") ? Path.of(System.getProperty("user.home"), value.substring(2)) : Path.of(value);
    }

    /**
     * Writes the text into a file of the folder that only this user may read.
     *
     * @throws SettingsException if it cannot be written
     */
    static Path write(String setting, String text, String folder, String name) {
        Path file = path(folder).resolve(name);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly());
            return Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"%s\": %s cannot be written (%s); set ssl_storage_directory to a folder that can"
                            .formatted(setting, file, e.getMessage()),
                    e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
