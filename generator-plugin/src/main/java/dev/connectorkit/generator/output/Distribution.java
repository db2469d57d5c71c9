package dev.connectorkit.generator.output;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.generator.emit.CommittedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * All that a machine with a Java needs to run a connector, in one archive with one folder: the launchers and the jar, the
 * schema of its configuration, and what hosts read. The same input gives the same bytes.
 *
 * @param root      the folder's name
 * @param jar       with the launchers beside it
 * @param launchers of the connector
 * @param files     made of the descriptor
 */
public record Distribution(String root, Path jar, List<Path> launchers, List<CommittedFile> files) {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    public Distribution {
        requireNonNull(root, "root");
        requireNonNull(jar, "jar");
        launchers = List.copyOf(launchers);
        files = List.copyOf(files);
    }

    /**
     * Writes the archive.
     *
     * @throws OutputException if jar or launcher have not been made before
     */
    public void write(Path archive) {
        List<Path> packaged = new ArrayList<>(launchers);
        packaged.add(jar);
        for (Path file : packaged) {
            if (!Files.isRegularFile(file)) {
                throw new OutputException(
                        file + " is not there; connector:launcher has to run before connector:distribution");
            }
        }
        GzipParameters gzip = new GzipParameters();
        gzip.setCompressionLevel(Deflater.BEST_SPEED); // most of it is a jar, which is compressed
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new GzipCompressorOutputStream(file, gzip), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path packed : packaged) {
                put(tar, packed.getFileName().toString(), Files.readAllBytes(packed), Files.isExecutable(packed));
            }
            for (CommittedFile made : files) {
                if (made.kind() == CommittedFile.Kind.WHOLE) {
                    put(tar, made.path(), made.text().getBytes(StandardCharsets.UTF_8), false);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(archive + " could not be written", e);
        }
    }

    private void put(TarArchiveOutputStream tar, String path, byte[] bytes, boolean executable) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(root + "/" + path);
        entry.setSize(bytes.length);
        entry.setMode(executable ? EXECUTABLE : PLAIN);
        entry.setModTime(0);
        entry.setUserId(0);
        entry.setGroupId(0);
        entry.setUserName("");
        entry.setGroupName("");
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
