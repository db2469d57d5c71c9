package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The seven {@code _sdc_*} columns of the Singer SDK (singer_sdk/sinks/core.py, {@code _add_sdc_metadata_to_record}):
 * four date-times and three integers, all nullable. {@code _sdc_deleted_at} is whatever the record says.
 */
final class MetadataColumns {
    private static final String EXTRACTED_AT = "_sdc_extracted_at";
    private static final String RECEIVED_AT = "_sdc_received_at";
    private static final String BATCHED_AT = "_sdc_batched_at";
    private static final String DELETED_AT = "_sdc_deleted_at";
    private static final String SEQUENCE = "_sdc_sequence";
    private static final String TABLE_VERSION = "_sdc_table_version";
    private static final String SYNC_STARTED_AT = "_sdc_sync_started_at";

    static final Set<String> NAMES =
            Set.of(EXTRACTED_AT, RECEIVED_AT, BATCHED_AT, DELETED_AT, SEQUENCE, TABLE_VERSION, SYNC_STARTED_AT);

    private final Clock clock;
    private final String syncStartedAt;
    private final int extractedAt;
    private final int receivedAt;
    private final int batchedAt;
    private final int sequence;
    private final int tableVersion;
    private final int syncStarted;
    private final TimeText received = new TimeText();
    private final TimeText batched = new TimeText();

    MetadataColumns(StreamSchema schema, Clock clock, Instant syncStartedAt) {
        this.clock = clock;
        this.syncStartedAt = Long.toString(syncStartedAt.toEpochMilli());
        this.extractedAt = schema.requirePosition(EXTRACTED_AT);
        this.receivedAt = schema.requirePosition(RECEIVED_AT);
        this.batchedAt = schema.requirePosition(BATCHED_AT);
        this.sequence = schema.requirePosition(SEQUENCE);
        this.tableVersion = schema.requirePosition(TABLE_VERSION);
        this.syncStarted = schema.requirePosition(SYNC_STARTED_AT);
    }

    static List<Property> properties() {
        return List.of(
                property(EXTRACTED_AT, new DateTimeType()),
                property(RECEIVED_AT, new DateTimeType()),
                property(BATCHED_AT, new DateTimeType()),
                property(DELETED_AT, new DateTimeType()),
                property(SEQUENCE, IntegerType.UNBOUNDED),
                property(TABLE_VERSION, IntegerType.UNBOUNDED),
                property(SYNC_STARTED_AT, IntegerType.UNBOUNDED));
    }

    void fill(RecordBuffer record, RecordMessage message) {
        long now = clock.millis();
        message.timeExtracted().ifPresent(time -> record.put(extractedAt, ValueKind.STRING, time));
        record.put(receivedAt, ValueKind.STRING, received.of(now));
        record.put(sequence, ValueKind.INTEGER, Long.toString(now));
        message.version().ifPresent(version -> record.put(tableVersion, ValueKind.INTEGER, Long.toString(version)));
        record.put(syncStarted, ValueKind.INTEGER, syncStartedAt);
    }

    /** The start of the batch is the same for all of its rows, as in the SDK. */
    void stampBatch(RecordBuffer record, long openedAtMillis) {
        record.put(batchedAt, ValueKind.STRING, batched.of(openedAtMillis));
    }

    /** Many records arrive in the same millisecond, and the text of a time costs more than the rest of them. */
    private static final class TimeText {
        private long millis = Long.MIN_VALUE;
        private String text = "";

        String of(long now) {
            if (now != millis) {
                millis = now;
                text = Instant.ofEpochMilli(now).toString();
            }
            return text;
        }
    }

    private static Property property(String name, ValueType type) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        boolean isTime = type instanceof DateTimeType;
        JsonNode schema = isTime
                ? json.objectNode()
                        .put("format", "date-time")
                        .set("type", json.arrayNode().add("string").add("null"))
                : json.objectNode().set("type", json.arrayNode().add("integer").add("null"));
        return new Property(name, type, true, schema);
    }
}
