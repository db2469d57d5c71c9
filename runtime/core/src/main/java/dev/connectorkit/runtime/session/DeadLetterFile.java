package dev.connectorkit.runtime.session;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.error.RecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where records are set aside: a line of JSON each, with line number, stream, rule, reason and the original text. Only its
 * owner may read it, since it holds values. Not safe for threads.
 */
final class DeadLetterFile implements DeadLetters {
    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path path;
    private final FileChannel channel;

    DeadLetterFile(Path path) {
        this.path = path;
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            this.channel = FileChannel.open(path, APPEND, ownerOnly);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void append(RecordException reason, long line, String stream, String text) {
        JsonStringEncoder json = JsonStringEncoder.getInstance();
        StringBuilder letter = new StringBuilder("{\"line\":").append(line).append(",\"stream\":\"");
        json.quoteAsString(stream, letter);
        letter.append("\",\"rule\":\"").append(reason.rule().settingName()).append("\",\"reason\":\"");
        json.quoteAsString(String.valueOf(reason.getMessage()), letter);
        letter.append("\",\"text\":\"");
        json.quoteAsString(text, letter);
        ByteBuffer bytes = ByteBuffer.wrap(letter.append("\"}\n").toString().getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void sync() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private LoadException unwritable(IOException e) {
        return new LoadException(
                ErrorCode.DEAD_LETTER_UNWRITABLE,
                "%s cannot be written (%s); check dead_letter_path".formatted(path, e.getMessage()),
                e);
    }
}
