package com.acme.calls;

import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;

/** The target: what its sinks share, such as one client of the system that is loaded into. One is made for each run. */
public final class CallsTarget extends AbstractCallsTarget {

    @Override
    public void testConnection() {
        // connectorkit:skeleton - replace this by a call that shows that the system answers and lets the connector in.
        // A ConnectionException says that it does not.
    }

    /** Gives the sink that a stream that connector.yaml does not declare is loaded by, at its first SCHEMA message. */
    @Override
    protected Sink otherSink(StreamSchema stream) {
        return new CallsSink(stream, settings());
    }
}
