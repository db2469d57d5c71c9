package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.message.BatchMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Opens the files of BATCH messages: JSON lines, plain or gzip, below the root that the settings name and nowhere else,
 * wherever symbolic links lead. They are read, never deleted.
 */
final class BatchFiles {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Optional<Path> root;

    BatchFiles(Optional<Path> root) {
        this.root = root;
    }

    InputStream open(BatchMessage message, String url) {
        requireJsonLines(message);
        Path file = resolve(message, url);
        try {
            InputStream in = Files.newInputStream(file);
            return isGzip(message) ? new GZIPInputStream(in, BUFFER_BYTES) : in;
        } catch (IOException e) {
            throw unreadable(message, url, e);
        }
    }

    MessageException unreadable(BatchMessage message, String url, IOException cause) {
        return new MessageException(
                ErrorCode.INPUT_UNREADABLE,
                "%s: the file %s cannot be read (%s)".formatted(place(message), url, cause.getMessage()),
                cause);
    }

    private Path resolve(BatchMessage message, String url) {
        Path base = root.orElseThrow(() -> refused(
                message, url, "no root is named; set batch_config.storage.root to the folder that the tap writes to"));
        try {
            Path realRoot = base.toRealPath();
            Path file = realRoot.resolve(path(message, url)).toRealPath();
            if (!file.startsWith(realRoot)) {
                throw refused(message, url, "it lies outside batch_config.storage.root");
            }
            return file;
        } catch (IOException e) {
            throw unreadable(message, url, e);
        }
    }

    /** Takes {@code file:///a/b}, {@code file://b} and plain paths; a relative one is below the root. */
    static Path path(BatchMessage message, String url) {
        if (!url.contains("://")) {
            return Path.of(url);
        }
        if (!url.toLowerCase(Locale.ROOT).startsWith("file://")) {
            throw refused(message, url, "only local files are read");
        }
        try {
            URI uri = new URI(url);
            return uri.getAuthority() == null ? Path.of(uri) : Path.of(url.substring("file://".length()));
        } catch (URISyntaxException e) {
            return Path.of(url.substring("file://".length())); // a name with a blank, which no URL has
        }
    }

    private static void requireJsonLines(BatchMessage message) {
        String format = message.encoding().path("format").asText("jsonl");
        String compression = message.encoding().path("compression").asText("none");
        if (!format.equals("jsonl") || !(compression.equals("gzip") || compression.equals("none"))) {
            throw new MessageException(
                    ErrorCode.MESSAGE_INVALID,
                    "%s: BATCH files have to be jsonl, compressed by gzip or not; found format %s, compression %s"
                            .formatted(place(message), format, compression));
        }
    }

    private static boolean isGzip(BatchMessage message) {
        return message.encoding().path("compression").asText("none").equals("gzip");
    }

    private static MessageException refused(BatchMessage message, String url, String reason) {
        return new MessageException(
                ErrorCode.MESSAGE_INVALID, "%s: the file %s is not read: %s".formatted(place(message), url, reason));
    }

    private static String place(BatchMessage message) {
        return "line %d, stream \"%s\"".formatted(message.line(), message.stream());
    }
}
