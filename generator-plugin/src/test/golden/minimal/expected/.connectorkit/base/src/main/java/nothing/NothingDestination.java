package nothing;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import java.nio.file.Path;

/** Exports what the streams hold, batch by batch. One is made for each run. */
public final class NothingDestination extends AbstractNothingDestination {

    @Override
    public void testConnection() {
        // connectorkit:skeleton - replace this by a call that shows that the system answers and lets the connector in.
        // A ConnectionException says that it does not.
    }

    @Override
    public void exportBatch(RecordBatch batch) {
        // connectorkit:skeleton - replace this line: batch.records() are the rows of one stream, in order; what is
        // not in the system when this method returns counts as loaded all the same. A LoadException says that it could
        // not be loaded.
        new JsonLinesFile(Path.of("out"), batch.stream().name()).append(batch);
    }
}
