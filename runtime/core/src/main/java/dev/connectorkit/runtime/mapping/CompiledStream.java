package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.JsonRecordReader;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.RecordRules;
import dev.connectorkit.runtime.schema.SchemaCompiler;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream compiled at its SCHEMA: what is loaded, and how a record becomes a row of it. Used by one thread. */
public final class CompiledStream {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledStream.class);

    private final SchemaMessage source;
    private final StreamSchema schema;
    private final JsonRecordReader reader;
    private final Optional<MetadataColumns> metadata;

    /**
     * Compiles the stream that the message describes.
     *
     * @param validateRecords whether values are checked against the schema
     * @param addMetadata    whether the {@code _sdc_*} columns are added; without them a tap's own are left out, as in the SDK
     * @param runStartedAt   start of the run, for {@code _sdc_sync_started_at}
     * @throws dev.connectorkit.runtime.error.MessageException if the schema cannot be compiled
     */
    public CompiledStream(
            SchemaMessage message, boolean validateRecords, boolean addMetadata, Clock clock, Instant runStartedAt) {
        boolean validate = validateRecords && !message.options().disableColumnTypeCheck();
        this.source = message;
        List<Property> sent = SchemaCompiler.properties(message.stream(), message.schema(), message.keyProperties());
        List<Property> loaded = new ArrayList<>(sent);
        loaded.removeIf(property -> MetadataColumns.NAMES.contains(property.name()));
        if (addMetadata) {
            loaded.addAll(MetadataColumns.properties());
        }
        this.schema = new StreamSchema(message.stream(), loaded, message.keyProperties(), message.options());
        RecordRules rules = validate ? RecordRules.of(message.stream(), message.schema()) : RecordRules.none();
        this.reader = new JsonRecordReader(schema, sent, rules, this::warnOfUnknown);
        this.metadata = addMetadata ? Optional.of(new MetadataColumns(schema, clock, runStartedAt)) : Optional.empty();
    }

    public StreamSchema schema() {
        return schema;
    }

    /** Whether the message says what this stream was compiled from. */
    public boolean isCompiledFrom(SchemaMessage message) {
        return source.keyProperties().equals(message.keyProperties())
                && source.options().equals(message.options())
                && source.schema().equals(message.schema());
    }

    /**
     * Reads the message's record.
     *
     * @return the row, valid until the next call
     * @throws dev.connectorkit.runtime.error.RecordException if the record is invalid
     */
    public RecordBuffer read(RecordMessage message) throws IOException {
        message.readInto(reader);
        metadata.ifPresent(columns -> columns.fill(reader.record(), message));
        return reader.record();
    }

    private void warnOfUnknown(String property) {
        LOG.warn(
                "stream \"{}\": property \"{}\" is not in its schema; its values are left out",
                source.stream(),
                property);
    }
}
