package com.acme.calls;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.destination.Destination;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * What {@link CallsDestination} extends: it gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractCallsDestination extends Destination {
    private CallsSettings settings;

    /**
     * The settings are there from the first call on, not in a constructor.
     */
    protected AbstractCallsDestination() {
    }

    final void configure(CallsSettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     * @throws IllegalStateException in a constructor, when they are not there yet
     */
    protected final CallsSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("settings() is asked for in a constructor; ask where they are used");
        }
        return settings;
    }

    @Override
    public final void exportBatch(RecordBatch batch) {
        switch (batch.stream().name()) {
            case "contacts" -> exportContacts(batch.records().stream().map(ContactsRecord::from).toList(), batch);
            case "public-deals" -> exportPublicDeals(batch.records().stream().map(PublicDealsRecord::from).toList(), batch);
            default -> exportOther(batch);
        }
    }

    /**
     * Writes all records durably, or throws.
     *
     * @param records in their order
     * @param batch that they are of, to report on them one by one
     */
    protected abstract void exportContacts(List<ContactsRecord> records, RecordBatch batch);

    /**
     * Writes all records durably, or throws.
     *
     * @param records in their order
     * @param batch that they are of, to report on them one by one
     */
    protected abstract void exportPublicDeals(List<PublicDealsRecord> records, RecordBatch batch);

    /**
     * Writes all rows of a stream that connector.yaml does not declare, or throws.
     *
     * @param batch the rows
     */
    protected abstract void exportOther(RecordBatch batch);
}
