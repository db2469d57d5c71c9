package dev.connectorkit.runtime.message;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The shape of a stream from here on.
 *
 * @param schema        JSON Schema of the stream's records; not to be changed
 * @param keyProperties names of the properties that identify a row, in order; empty when rows have no identity
 * @param options       what the message says beyond the specification
 * @param line          line of the input, from 1
 */
public record SchemaMessage(
        String stream, ObjectNode schema, List<String> keyProperties, StreamOptions options, long line)
        implements Message {
    public SchemaMessage {
        requireNonNull(stream, "stream");
        requireNonNull(schema, "schema");
        requireNonNull(options, "options");
        keyProperties = List.copyOf(keyProperties);
    }
}
