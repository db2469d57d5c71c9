package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a Connect schema amounts to, decided once.
 *
 * @param shape  the JSON Schema of its values
 * @param writer writes a value that is not null
 */
record ConnectValue(ObjectNode shape, Writer writer) {
    /** Writes a value of one kind as JSON, digit for digit. */
    @FunctionalInterface
    interface Writer {
        void write(Object value, JsonLine json);
    }
}
