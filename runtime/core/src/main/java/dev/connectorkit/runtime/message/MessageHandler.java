package dev.connectorkit.runtime.message;

import java.io.IOException;

/** What is done with each kind of message. Called by one thread, in the order of the input. */
public interface MessageHandler {
    void onSchema(SchemaMessage message);

    /**
     * The message is valid during this call only.
     *
     * @throws IOException if the record's text is no JSON, as {@link RecordMessage#readInto} says; the reader adds the place
     */
    void onRecord(RecordMessage message) throws IOException;

    void onState(StateMessage message);

    void onActivateVersion(ActivateVersionMessage message);

    void onBatch(BatchMessage message);
}
