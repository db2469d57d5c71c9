package dev.connectorkit.runtime.message;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Records that lie in files.
 *
 * @param encoding how the files are written: {@code format} and {@code compression}; not to be changed
 * @param manifest the files, as URLs, in order
 * @param line     line of the input, from 1
 */
public record BatchMessage(String stream, JsonNode encoding, List<String> manifest, long line) implements Message {
    public BatchMessage {
        requireNonNull(stream, "stream");
        requireNonNull(encoding, "encoding");
        manifest = List.copyOf(manifest);
    }
}
