package com.acme.crm;

import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;

/** The target: what its sinks share, such as one client of the system that is loaded into. One is made for each run. */
public final class AcmeCrmTarget extends AbstractAcmeCrmTarget {

    @Override
    public void testConnection() {
        // connectorkit:skeleton - replace this by a call that shows that the system answers and lets the connector in.
        // A ConnectionException says that it does not.
    }

    /** Gives the sink that a stream is loaded by, at its first SCHEMA message. */
    @Override
    public Sink sink(StreamSchema stream) {
        return new AcmeCrmSink(stream, settings());
    }
}
