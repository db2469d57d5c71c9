package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a row: the properties that the settings name, else the fields of the record's key. Their values are the
 * row's own where it has them, else the key's.
 *
 * @param named by settings or declared; empty if the record's key decides
 */
record RowKeys(Optional<List<String>> named) {
    /** The properties that identify this record's row; empty if nothing does. */
    List<String> of(SinkRecord record) {
        if (named.isPresent()) {
            return named.get();
        }
        if (isStruct(record.keySchema()) && record.key() != null) {
            return record.keySchema().fields().stream()
                    .map(field -> field.name())
                    .toList();
        }
        return record.keySchema() == null && record.key() instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    /** What the record's key can give of the properties that are wanted: their shapes, and then their values. */
    KeyValues values(SinkRecord record, Predicate<String> wanted) {
        List<String> properties = of(record).stream().filter(wanted).toList();
        if (properties.isEmpty() || record.key() == null) {
            return KeyValues.NONE;
        }
        if (isStruct(record.keySchema())) {
            StructFields fields = new StructFields(record.keySchema(), properties::contains);
            return new KeyValues(fields.properties(), (key, json) -> fields.write((Struct) key, json));
        }
        if (record.keySchema() != null) {
            return scalar(properties, ConnectTypes.of(record.keySchema()));
        }
        return record.key() instanceof Map<?, ?> map
                ? untyped(properties, map)
                : scalar(
                        properties,
                        new ConnectValue(Inferred.shapeOf(record.key()), (key, json) -> Inferred.write(key, json)));
    }

    private static KeyValues scalar(List<String> properties, ConnectValue kind) {
        if (properties.size() != 1) {
            return KeyValues.NONE;
        }
        String name = properties.get(0);
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        shape.set(name, kind.shape());
        return new KeyValues(shape, (key, json) -> {
            json.member(name);
            ConnectTypes.write(kind, key, json);
        });
    }

    private static KeyValues untyped(List<String> properties, Map<?, ?> example) {
        ObjectNode shapes = JsonNodeFactory.instance.objectNode();
        properties.forEach(name -> Optional.<Object>ofNullable(example.get(name))
                .ifPresent(value -> shapes.set(name, Inferred.shapeOf(value))));
        return new KeyValues(shapes, (key, json) -> {
            for (String name : properties) {
                json.member(name);
                Inferred.write(((Map<?, ?>) key).get(name), json);
            }
        });
    }

    private static boolean isStruct(@Nullable Schema schema) {
        return schema != null && schema.type() == Schema.Type.STRUCT;
    }

    /** Writes members of an open object from a record's key. */
    @FunctionalInterface
    interface Members {
        void write(Object key, JsonLine json);
    }

    /**
     * Properties that a record's key gives.
     *
     * @param shapes by name
     */
    record KeyValues(ObjectNode shapes, Members members) {
        static final KeyValues NONE = new KeyValues(JsonNodeFactory.instance.objectNode(), (key, json) -> {});
    }
}
