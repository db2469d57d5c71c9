package dev.connectorkit.runtime.sink;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that a stream's records are appended to, a line of JSON each. A batch is on the disk when {@link #append}
 * returns; one that failed, or was cut off by a kill,
 * leaves no part of itself behind. Not safe for threads.
 */
public final class JsonLinesFile {
    private final Path file;

    /** The file is {@code directory/<stream>.jsonl}; characters that a file name should not have are percent-encoded. */
    public JsonLinesFile(Path directory, String stream) {
        this.file = directory.resolve(fileName(stream) + ".jsonl");
    }

    /** The file; it is there from the first batch on. */
    public Path path() {
        return file;
    }

    /**
     * Appends the rows and syncs the file.
     *
     * @throws LoadException if that fails
     */
    public void append(RecordBatch batch) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long before = endOfLastLine(channel);
                channel.position(before);
                try {
                    write(batch, channel);
                    channel.force(true);
                } catch (IOException e) {
                    channel.truncate(before);
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new LoadException(
                    "stream \"%s\": %s cannot be written (%s); check the folder's rights and room"
                            .formatted(batch.stream().name(), file, e.getMessage()),
                    e);
        }
    }

    /** What follows the last newline was cut off by a kill; no state covers it, and the next row must not be glued to it. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            channel.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                channel.truncate(end);
                return end;
            }
        }
        channel.truncate(0);
        return 0;
    }

    private static void write(RecordBatch batch, FileChannel channel) throws IOException {
        OutputStream out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
        for (StreamRecord record : batch.records()) {
            out.write(record.toJson().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        out.flush();
    }

    private static String fileName(String stream) {
        StringBuilder name = new StringBuilder();
        for (byte b : stream.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b) || (b == '.' && name.length() > 0)) {
                name.append((char) b);
            } else {
                name.append("%%%02X".formatted(b));
            }
        }
        return name.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_' || b == '-';
    }
}
