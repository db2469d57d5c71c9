package dev.connectorkit.runtime.message;

import static java.util.Objects.requireNonNull;

/**
 * From here on, rows of the stream with an older version are no longer part of it.
 *
 * @param line line of the input, from 1
 */
public record ActivateVersionMessage(String stream, long version, long line) implements Message {
    public ActivateVersionMessage {
        requireNonNull(stream, "stream");
    }
}
