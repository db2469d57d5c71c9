package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Fields of a struct, compiled once from its schema: names as bytes, and how each value is written. */
final class StructFields {
    private final List<CompiledField> fields;

    private record CompiledField(Field field, JsonLine.Name name, ConnectValue value, boolean hasDefault) {
        /** What was sent: a null stays one, whatever default its schema has. */
        @Nullable
        Object of(Struct struct) {
            return hasDefault ? struct.getWithoutDefault(field.name()) : struct.get(field);
        }
    }

    StructFields(Schema schema) {
        this(schema, name -> true);
    }

    /** Some of the schema's fields. */
    StructFields(Schema schema, Predicate<String> wanted) {
        this.fields = schema.fields().stream()
                .filter(field -> wanted.test(field.name()))
                .map(field -> new CompiledField(
                        field,
                        new JsonLine.Name(field.name()),
                        ConnectTypes.of(field.schema()),
                        field.schema().defaultValue() != null))
                .toList();
    }

    /** JSON Schemas by name, in the order of the fields. */
    ObjectNode properties() {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        fields.forEach(
                field -> properties.set(field.field().name(), field.value().shape()));
        return properties;
    }

    /** Writes the members of an object that is open. */
    void write(Struct struct, JsonLine json) {
        for (CompiledField field : fields) {
            json.member(field.name());
            ConnectTypes.write(field.value(), field.of(struct), json);
        }
    }
}
