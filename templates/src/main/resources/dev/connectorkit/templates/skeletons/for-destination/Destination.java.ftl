[#ftl attributes={"version": "1"}]
package [=packageName];

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import java.nio.file.Path;
[#if streams?size > 0]
import java.util.List;
[/#if]

/** Exports what the streams hold, batch by batch. One is made for each run. */
public final class [=destinationClass] extends [=baseClass] {

    @Override
    public void testConnection() {
        // connectorkit:skeleton - replace this by a call that shows that the system answers and lets the connector in.
        // A ConnectionException says that it does not.
    }

[#list streams as stream]
    @Override
    protected void [=stream.method](List<[=stream.recordClass]> records, RecordBatch batch) {
        // connectorkit:skeleton - replace this line: records are the rows, in order, as batch.records() has them; what is
        // not in the system when this method returns counts as loaded all the same.
        append(batch);
    }

[/#list]
[#if streams?size > 0]
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
[#else]
    @Override
    public void exportBatch(RecordBatch batch) {
        // connectorkit:skeleton - replace this line: batch.records() are the rows of one stream, in order; what is
        // not in the system when this method returns counts as loaded all the same. A LoadException says that it could
        // not be loaded.
        new JsonLinesFile(Path.of("out"), batch.stream().name()).append(batch);
    }
[/#if]
}
