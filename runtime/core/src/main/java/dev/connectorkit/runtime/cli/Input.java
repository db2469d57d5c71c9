package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** Opens the messages; gzip is told by its first two bytes (RFC 1952, 2.3.1). */
final class Input {
    private static final int BUFFER_BYTES = 64 * 1024;

    private Input() {}

    /** Opens the file, or gives standard input; nothing is read yet. */
    static CountedInput open(Optional<Path> file, InputStream standardInput) {
        try {
            return new CountedInput(file.isPresent() ? Files.newInputStream(file.get()) : standardInput);
        } catch (NoSuchFileException e) {
            throw new SettingsException(
                    ErrorCode.INPUT_UNREADABLE, "%s: no such file; check --input".formatted(e.getFile()), e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Bytes of the file; empty for standard input. */
    static OptionalLong size(Optional<Path> file) {
        try {
            return file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Waits for the first bytes. */
    static InputStream unzipped(InputStream in) {
        try {
            PushbackInputStream start = new PushbackInputStream(in, 2);
            byte[] magic = start.readNBytes(2);
            start.unread(magic);
            boolean zipped = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            return zipped ? new GZIPInputStream(start, BUFFER_BYTES) : start;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static SettingsException unreadable(IOException e) {
        return new SettingsException(
                ErrorCode.INPUT_UNREADABLE, "the input cannot be read (%s)".formatted(e.getMessage()), e);
    }
}
