package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.RecordReader;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.JsonRecordReader;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.RecordRules;
import dev.connectorkit.runtime.schema.RowMoves;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream as it is loaded, compiled at its SCHEMA: its columns, and how a record becomes a row of them. Used by one
 * thread.
 */
public final class CompiledStream {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledStream.class);
    private static final JsonFactory JSON = Json.lines(Integer.MAX_VALUE);

    private final StreamSchema schema;
    private final JsonRecordReader reader;
    private final StaticColumns.Filler staticColumns;
    private final @Nullable MetadataColumns metadata;

    /**
     * Compiles the stream that the message describes.
     *
     * @param runStartedAt start of the run, for {@code _sdc_sync_started_at}
     * @throws dev.connectorkit.runtime.error.MessageException if the schema cannot be compiled
     */
    CompiledStream(SchemaMessage message, MappingSettings settings, Clock clock, Instant runStartedAt) {
        boolean validate = settings.validateRecords() && !message.options().disableColumnTypeCheck();
        LoadedLayout.Result layout = LoadedLayout.of(message, settings.flattening());
        StaticColumns columns = new StaticColumns(settings.staticColumns());
        List<Property> loaded = new ArrayList<>(layout.columns());
        loaded.removeIf(property -> MetadataColumns.NAMES.contains(property.name())
                || columns.values().containsKey(property.name()));
        loaded.addAll(columns.properties());
        if (settings.addRecordMetadata()) {
            loaded.addAll(MetadataColumns.properties());
        }
        this.schema = new StreamSchema(message.stream(), loaded, message.keyProperties(), message.options());
        this.reader = new JsonRecordReader(
                schema,
                layout.plan(),
                validate ? RecordRules.of(message.stream(), message.schema()) : RecordRules.none(),
                settings.dateTimeErrors(),
                property -> warnOfUnknown(message.stream(), property));
        this.staticColumns = columns.filler(schema);
        this.metadata = settings.addRecordMetadata() ? new MetadataColumns(schema, clock, runStartedAt) : null;
    }

    public StreamSchema schema() {
        return schema;
    }

    /** The row that was read last, valid until the next one is. */
    public RecordBuffer row() {
        return reader.record();
    }

    /** Notes in the row, where its stream has such a column, when the batch it goes to was begun. */
    public void stampBatch(long openedAtMillis) {
        if (metadata != null) {
            metadata.stampBatch(reader.record(), openedAtMillis);
        }
    }

    /** Takes the message's record as it is being tokenised; {@link #complete} has to follow. */
    RecordReader reader() {
        return reader;
    }

    /** What makes rows of it out of rows of another stream; {@link #complete} has to follow. */
    RowMoves moves(List<RowMoves.Move> moves) {
        return new RowMoves(reader, moves);
    }

    /** Reads the one record that the bytes hold, as one in a message is read; {@link #complete} has to follow. */
    void read(byte[] json, int length) throws IOException {
        if (reader.readPlain(json, 0, length) < 0) {
            try (JsonParser parser = JSON.createParser(json, 0, length)) {
                parser.nextToken();
                reader.read(parser, json, 0);
            }
        }
    }

    /** Adds the columns that the record has not. */
    void complete(RecordMessage message) {
        staticColumns.fill(reader.record());
        if (metadata != null) {
            metadata.fill(reader.record(), message);
        }
    }

    static void warnOfUnknown(String stream, String property) {
        LOG.atWarn()
                .addKeyValue("row_type", "RECORD")
                .addKeyValue("stream", stream)
                .log("stream \"{}\": property \"{}\" is not in its schema; its values are left out", stream, property);
    }
}
