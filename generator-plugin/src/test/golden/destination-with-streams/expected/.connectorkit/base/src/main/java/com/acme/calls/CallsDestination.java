package com.acme.calls;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import java.nio.file.Path;
import java.util.List;

/** Exports what the streams hold, batch by batch. One is made for each run. */
public final class CallsDestination extends AbstractCallsDestination {

    @Override
    public void testConnection() {
        // connectorkit:skeleton - replace this by a call that shows that the system answers and lets the connector in.
        // A ConnectionException says that it does not.
    }

    @Override
    protected void exportContacts(List<ContactsRecord> records, RecordBatch batch) {
        // connectorkit:skeleton - replace this line: records are the rows, in order, as batch.records() has them; what is
        // not in the system when this method returns counts as loaded all the same.
        append(batch);
    }

    @Override
    protected void exportPublicDeals(List<PublicDealsRecord> records, RecordBatch batch) {
        // connectorkit:skeleton - replace this line: records are the rows, in order, as batch.records() has them; what is
        // not in the system when this method returns counts as loaded all the same.
        append(batch);
    }

    @Override
    protected void exportOther(RecordBatch batch) {
        // connectorkit:skeleton - replace this line: batch.records() are the rows of a stream that connector.yaml does not
        // declare. A LoadException says that it could not be loaded.
        append(batch);
    }

    private static void append(RecordBatch batch) {
        // connectorkit:skeleton - replace this method, with all that calls it.
        new JsonLinesFile(Path.of("out"), batch.stream().name()).append(batch);
    }
}
