package dev.connectorkit.runtime.state;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps the last state in a file that is always whole: written beside it, synced, then renamed over it. */
public final class FileStateWriter implements StateWriter {
    private final Path file;
    private final Path beside;

    public FileStateWriter(Path file) {
        this.file = file.toAbsolutePath();
        this.beside = this.file.resolveSibling(this.file.getFileName() + ".new");
    }

    @Override
    public void write(String json) {
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LoadException(
                    ErrorCode.STATE_UNWRITABLE,
                    "the state cannot be written to %s (%s); check state_file_path".formatted(file, e.getMessage()),
                    e);
        }
    }
}
