package dev.connectorkit.generator.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes single files. A file whose content would stay the same is not touched, so that builds see no change. */
public final class FileUpdate {
    private FileUpdate() {}

    /** Gives the file that content; true if it was new or had another. A reader never sees half of it. */
    public static boolean write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return false;
            }
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path beside = Files.write(folder.resolve("." + file.getFileName() + ".tmp"), bytes);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    /** Makes the file with that content; false, and nothing touched, if something of that name is there. */
    static boolean create(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    /** Removes the file, and the folders that this leaves empty up to the root; false if it was not there. */
    static boolean remove(Path root, Path file) {
        try {
            if (!Files.deleteIfExists(file)) {
                return false;
            }
            Path folder = file.getParent();
            while (folder != null && isEmptyBelow(root, folder)) {
                Files.delete(folder);
                folder = folder.getParent();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be removed", e);
        }
    }

    private static boolean isEmptyBelow(Path root, Path folder) throws IOException {
        if (!folder.startsWith(root) || folder.equals(root)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
