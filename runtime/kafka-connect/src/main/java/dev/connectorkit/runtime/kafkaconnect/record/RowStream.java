package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.kafkaconnect.record.RowKeys.KeyValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose records are rows: structs of any schema, or maps. What is written of a struct is compiled once for each pair
 * of schemas that its key and value have. Not safe for threads.
 */
final class RowStream {
    /** In the names of the Singer SDK: a row that has it is no longer in the source. */
    static final String DELETED_AT = "_sdc_deleted_at";

    private static final JsonLine.Name TYPE = new JsonLine.Name("type");
    private static final JsonLine.Name STREAM = new JsonLine.Name("stream");
    private static final JsonLine.Name RECORD = new JsonLine.Name("record");
    private static final JsonLine.Name TIME_EXTRACTED = new JsonLine.Name("time_extracted");
    private static final JsonLine.Name DELETED = new JsonLine.Name(DELETED_AT);
    private static final ObjectNode DELETED_SHAPE = Shapes.nullable(Shapes.formatted("date-time"));
    private static final int MOST_PLANS = 32;

    private final StreamShape shape;
    private final boolean isDeclared;
    private final RowKeys keys;
    private final RowOptions options;
    private final List<Plan> plans = new ArrayList<>();

    /**
     * What concerns all rows.
     *
     * @param withTimes  whether messages say when a record was produced, for {@code _sdc_extracted_at}
     * @param tombstones whether a record without a value says something
     */
    record RowOptions(boolean withTimes, boolean tombstones) {}

    /** How records with those two schemas are written. */
    private record Plan(@Nullable Schema keySchema, Schema valueSchema, StructFields row, KeyValues key) {
        boolean isSame(SinkRecord record) {
            return valueSchema == record.valueSchema() && keySchema == record.keySchema();
        }

        boolean isEqual(SinkRecord record) {
            return valueSchema.equals(record.valueSchema()) && Objects.equals(keySchema, record.keySchema());
        }
    }

    RowStream(StreamShape shape, boolean isDeclared, RowKeys keys, RowOptions options) {
        this.shape = shape;
        this.isDeclared = isDeclared;
        this.keys = keys;
        this.options = options;
    }

    StreamShape shape() {
        return shape;
    }

    /**
     * Gives the line of a record, and makes the stream's shape such that it fits in.
     *
     * @return nothing if the record says nothing about a row
     * @throws RecordException if it is no row
     */
    LineFeed.@Nullable Line line(SinkRecord record) {
        if (record.value() == null) {
            return tombstone(record);
        }
        if (record.value() instanceof Struct struct) {
            Plan plan = plan(record);
            return json -> write(json, record, open -> {
                plan.row().write(struct, open);
                plan.key().members().write(record.key(), open);
            });
        }
        if (record.value() instanceof Map<?, ?> map) {
            return untyped(record, map);
        }
        throw new RecordException(
                InvalidRule.INVALID,
                "its value is neither a struct nor a map but %s; check the topic's converter and record_format"
                        .formatted(record.value().getClass().getSimpleName()));
    }

    private Plan plan(SinkRecord record) {
        for (Plan plan : plans) {
            if (plan.isSame(record)) {
                return plan;
            }
        }
        for (Plan plan : plans) {
            if (plan.isEqual(record)) {
                return plan;
            }
        }
        Plan plan = compile(record);
        if (plans.size() == MOST_PLANS) {
            plans.remove(0);
        }
        plans.add(plan);
        return plan;
    }

    private Plan compile(SinkRecord record) {
        StructFields row = new StructFields(record.valueSchema());
        ObjectNode properties = row.properties();
        KeyValues key = keys.values(record, property -> !properties.has(property));
        shape.admitAll(properties);
        shape.admitAll(key.shapes());
        identify(record);
        return new Plan(record.keySchema(), record.valueSchema(), row, key);
    }

    private LineFeed.Line untyped(SinkRecord record, Map<?, ?> map) {
        KeyValues key = keys.values(record, property -> !map.containsKey(property));
        if (!isDeclared) {
            map.forEach((property, value) -> {
                if (value != null) {
                    shape.admit(String.valueOf(property), Inferred.shapeOf(value));
                }
            });
            shape.admitAll(key.shapes());
        }
        identify(record);
        return json -> write(json, record, open -> {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String property = String.valueOf(entry.getKey());
                if (shape.has(property)) { // else it has been null all along
                    open.member(property);
                    Inferred.write(entry.getValue(), open);
                }
            }
            key.members().write(record.key(), open);
        });
    }

    /** The row that the key identifies is gone at the source; without a key there is no such row. */
    private LineFeed.@Nullable Line tombstone(SinkRecord record) {
        KeyValues key = keys.values(record, property -> true);
        if (!options.tombstones() || key.shapes().isEmpty()) {
            return null;
        }
        shape.admitAll(key.shapes());
        shape.admit(DELETED_AT, DELETED_SHAPE);
        identify(record);
        return json -> write(json, record, open -> {
            key.members().write(record.key(), open);
            open.member(DELETED);
            open.text(time(record));
        });
    }

    private void identify(SinkRecord record) {
        List<String> properties = keys.of(record);
        if (!properties.isEmpty()) {
            shape.identifyBy(properties); // a single record without a key does not take it from the others
        }
    }

    private void write(JsonLine json, SinkRecord record, LineFeed.Line members) {
        json.beginObject();
        json.member(TYPE);
        json.text("RECORD");
        json.member(STREAM);
        json.text(shape.stream());
        json.member(RECORD);
        json.beginObject();
        members.writeTo(json);
        json.endObject();
        if (options.withTimes()) {
            json.member(TIME_EXTRACTED);
            json.text(time(record));
        }
        json.endObject();
    }

    private static String time(SinkRecord record) {
        return record.timestamp() == null
                ? Instant.now().toString()
                : TimeText.instant(record.timestamp(), TimeText.MILLIS);
    }
}
