package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.KafkaConnectFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A connector's plugin for Kafka Connect: a folder for a worker's {@code plugin.path}, and the same as an archive. */
public final class KafkaConnectOutput {
    /** Same input, same bytes. */
    private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));

    private KafkaConnectOutput() {}

    /**
     * Writes {@code kafka-connect/<name>} and {@code <name>-kafka-connect.zip} into a folder, and gives the archive.
     *
     * @param jar     the connector's jar, with all that it needs inside
     * @param runtime the jar that makes it a sink of Kafka Connect
     * @throws OutputException if there is no such jar
     */
    public static Path write(KafkaConnectFiles files, Path jar, Path runtime, Path target) {
        if (!Files.isRegularFile(jar)) {
            throw new OutputException(jar
                    + " is not there; the plugin holds the connector's jar, so that goals which make the jar"
                    + " have to come before connector:kafka-connect");
        }
        try {
            Path folder =
                    Files.createDirectories(target.resolve("kafka-connect").resolve(files.connector()));
            removeJars(folder);
            ExecutableJar.copyWithLibrariesForDrivers(jar, folder.resolve(jar.getFileName()));
            Files.copy(runtime, folder.resolve(runtime.getFileName()));
            writeArchive(folder.resolve(files.connector() + "-kafka-connect.jar"), files.jar());
            FileUpdate.write(folder.resolve(files.connector() + ".json"), files.sample());
            Path archive = target.resolve(files.connector() + "-kafka-connect.zip");
            zip(folder, archive);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin for Kafka Connect could not be written", e);
        }
    }

    /** Those of an earlier version: a worker would load both. */
    private static void removeJars(Path folder) throws IOException {
        for (Path old : filesIn(folder)) {
            if (old.toString().endsWith(".jar")) {
                Files.delete(old);
            }
        }
    }

    private static void zip(Path folder, Path archive) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED); // nearly all of it is jars, which are compressed
            for (Path file : filesIn(folder)) {
                zip.putNextEntry(entry(folder.getFileName() + "/" + file.getFileName()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static void writeArchive(Path archive, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(entry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private static ZipEntry entry(String path) {
        return new ZipEntry(path).setLastModifiedTime(WRITTEN);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
