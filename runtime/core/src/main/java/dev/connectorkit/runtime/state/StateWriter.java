package dev.connectorkit.runtime.state;

/** Where emitted states go. Called by one thread at a time. */
public interface StateWriter extends AutoCloseable {
    /**
     * Emits one state.
     *
     * @param json the state's JSON text
     * @throws dev.connectorkit.runtime.error.LoadException if it cannot be written: whoever waits for it would never know
     */
    void write(String json);

    @Override
    default void close() {}
}
