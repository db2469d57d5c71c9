package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.destination.Destination;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Mage's way: a record at a time, between a beginning and an end. */
final class LedgerDestination extends Destination {
    final List<String> entries = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void beforeProcess() {
        entries.add("open");
    }

    @Override
    public void exportRecord(StreamRecord record) {
        entries.add(record.schema().name() + " " + record.toJson());
    }

    @Override
    public void afterProcess() {
        entries.add("close");
    }
}
