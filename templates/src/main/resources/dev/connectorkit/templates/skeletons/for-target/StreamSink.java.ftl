[#ftl attributes={"version": "1"}]
package [=packageName];

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import java.nio.file.Path;
import java.util.List;

/** Loads one stream, batch by batch. The states that a batch covers come out once {@link #load} has returned. */
public final class [=sinkClass] extends [=baseClass] {
    private final [=settingsClass] settings;

    // connectorkit:skeleton - replace the file by what your system is loaded through.
    private final JsonLinesFile file;

    public [=sinkClass](StreamSchema stream, [=settingsClass] settings) {
        super(stream);
        this.settings = settings;
        this.file = new JsonLinesFile(Path.of("out"), stream.name());
    }

    @Override
    protected void load(List<[=recordClass]> records, RecordBatch batch) {
        // connectorkit:skeleton - replace this line: what is not in the system when this method returns counts as loaded
        // all the same. A LoadException says that it could not be loaded.
        file.append(batch);
    }
}
