package dev.connectorkit.runtime.message;

import static java.util.Objects.requireNonNull;

/**
 * What the tap wants back once all records before it are durable.
 *
 * @param value the state's JSON text, exactly as the tap sent it
 * @param line  line of the input, from 1
 */
public record StateMessage(String value, long line) implements Message {
    public StateMessage {
        requireNonNull(value, "value");
    }
}
