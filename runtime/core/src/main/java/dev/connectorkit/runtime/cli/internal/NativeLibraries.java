package dev.connectorkit.runtime.cli.internal;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Native libraries that their drivers would unpack from the jar at each start, and leave behind when killed (72 MB with DuckDB,
 * 2 with SQLite). They are unpacked once instead, to where the driver looks first, or where it looks when its jar has none:
 * packaging has moved them within the jar then.
 */
public final class NativeLibraries {
    private static final String FOLDER = "/META-INF/connectorkit/native/";

    /**
     * Written by connector:launcher: a line for each library with platform and name for System.loadLibrary; then the driver's
     * file, or, if the library has stayed where it was, the property that tells the driver of its folder, and its entry.
     */
    private static final String INDEX = FOLDER + "index";

    private static final int PROPERTY_AND_ENTRY = 3;

    private NativeLibraries() {}

    /**
     * A library for this platform.
     *
     * @param name     for {@link System#loadLibrary}
     * @param file     its name where the driver looks for it beside its jar; empty if the driver unpacks it where need be
     * @param property that names its folder to the driver; empty if the driver looks at java.library.path
     */
    private record Library(String name, Optional<String> file, Optional<String> property, URL packed) {
        static Library of(String[] words) {
            return words.length > PROPERTY_AND_ENTRY
                    ? new Library(words[1], Optional.empty(), Optional.of(words[2]), resource("/" + words[3]))
                    : new Library(
                            words[1],
                            Optional.of(words[2]),
                            Optional.empty(),
                            resource(FOLDER + words[0] + "/" + words[1]));
        }
    }

    /** Unpacks all of them into the folder, by the names that the JVM looks for in {@code java.library.path}. */
    public static void unpackInto(Path folder) throws IOException {
        for (Library library : ofThisPlatform()) {
            unpack(library, folder.resolve(System.mapLibraryName(library.name())));
        }
    }

    /**
     * Sees to it that drivers find them: in a folder of {@code java.library.path}, which the launcher gives, or else beside
     * the jar, where a {@code java -jar} without the launcher unpacks them.
     *
     * @throws SettingsException if nobody may write beside the jar; it says what to do
     */
    public static void makeReady() {
        for (Library library : ofThisPlatform()) {
            Optional<String> known = folderOnLibraryPath(library);
            if (known.isPresent()) {
                library.property().ifPresent(property -> System.setProperty(property, known.get()));
            } else {
                library.file()
                        .ifPresent(file -> folderOfJar().ifPresent(folder -> unpackBeside(library, file, folder)));
            }
        }
    }

    private static void unpackBeside(Library library, String file, Path folder) {
        try {
            unpack(library, folder.resolve(file));
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.USAGE,
                    "%s: the library %s cannot be unpacked beside the jar (%s); start the connector by its launcher, which keeps it elsewhere, or let this user write there once"
                            .formatted(folder, library.name(), e.getClass().getSimpleName()),
                    e);
        }
    }

    private static Optional<String> folderOnLibraryPath(Library library) {
        String name = System.mapLibraryName(library.name());
        return Arrays.stream(System.getProperty("java.library.path", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .filter(folder -> Files.exists(Path.of(folder, name)))
                .findFirst();
    }

    private static List<Library> ofThisPlatform() {
        try (InputStream index = NativeLibraries.class.getResourceAsStream(INDEX)) {
            if (index == null) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.split(" "))
                    .filter(words -> words[0].equals(platform()))
                    .map(Library::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the connector's jar could not be read", e);
        }
    }

    private static URL resource(String entry) {
        @Nullable URL packed = NativeLibraries.class.getResource(entry);
        if (packed == null) {
            throw new IllegalStateException("the jar's index names a library that the jar lacks: " + entry);
        }
        return packed;
    }

    /** In the words of the index: operating system, underscore, processor. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux";
        return family
                + switch (processor) {
                    case "x86_64", "amd64" -> "_amd64";
                    case "aarch64", "arm64" -> "_arm64";
                    default -> "_" + processor;
                };
    }

    private static Optional<Path> folderOfJar() {
        try {
            URI place = NativeLibraries.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Optional.of(Path.of(place)).filter(Files::isRegularFile).map(Path::getParent);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the jar is no URI", e);
        }
    }

    /** Writes beside and renames, so that a second start that comes meanwhile finds all of it or nothing. */
    private static void unpack(Library library, Path file) throws IOException {
        URLConnection packed = library.packed().openConnection();
        FileTime time = FileTime.fromMillis(packed.getLastModified());
        if (Files.exists(file)
                && Files.size(file) == packed.getContentLengthLong()
                && Files.getLastModifiedTime(file).equals(time)) {
            return;
        }
        Path beside = Files.createTempFile(file.getParent(), "." + library.name(), ".tmp");
        try (InputStream bytes = packed.getInputStream()) {
            Files.copy(bytes, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(beside, time);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
