package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.sink.EpochStore;
import dev.connectorkit.runtime.state.StateWriter;

/** Commits the rows with the state before the state is told to anyone. */
final class EpochStateWriter implements StateWriter {
    private final EpochStore store;
    private final StateWriter next;

    EpochStateWriter(EpochStore store, StateWriter next) {
        this.store = store;
        this.next = next;
    }

    @Override
    public void write(String json) {
        store.begin();
        store.commit(json);
        next.write(json);
    }

    @Override
    public void close() {
        next.close();
    }
}
