package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A stream's schema, compiled: reads a record's tokens into a row and checks them on the way. Used by one thread.
 *
 * <p>Properties arrive in the order of the schema nearly always, so the next name is compared first and looked up only
 * where it differs.
 */
public final class JsonRecordReader implements RecordReader {
    private final RecordBuffer record;
    private final PropertyReader[] readers;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int[] required;
    private final StreamSchema schema;
    private final boolean refusesUnknown;
    private final Consumer<String> unknownProperties;
    private final Set<String> passedOver = new HashSet<>();

    /**
     * Compiles the readers of a stream's properties.
     *
     * @param schema            the stream as it is loaded; rows are laid out by it
     * @param source            the properties that records may have; those that {@code schema} lacks are passed over
     * @param requiredNames     properties that each record has to have, keys included
     * @param refusesUnknown    whether a property that the schema does not know makes a record invalid
     * @param validate          whether values are checked against their schema
     * @param unknownProperties is told, once each, the names that records have and the schema has not
     */
    public JsonRecordReader(
            StreamSchema schema,
            List<Property> source,
            Set<String> requiredNames,
            boolean refusesUnknown,
            boolean validate,
            Consumer<String> unknownProperties) {
        this.schema = schema;
        this.record = new RecordBuffer(schema);
        this.refusesUnknown = refusesUnknown;
        this.unknownProperties = unknownProperties;
        List<PropertyReader> compiled = new ArrayList<>();
        for (Property property : source) {
            OptionalInt position = schema.position(property.name());
            if (position.isEmpty()) {
                passedOver.add(property.name());
                continue;
            }
            boolean isKey = schema.keyProperties().contains(property.name());
            indexes.put(property.name(), compiled.size());
            compiled.add(new PropertyReader(property, position.getAsInt(), isKey, validate));
        }
        this.readers = compiled.toArray(new PropertyReader[0]);
        this.required = requiredNames.stream()
                .flatMapToInt(name -> schema.position(name).stream())
                .sorted()
                .toArray();
    }

    /** The row that was read last. */
    public RecordBuffer record() {
        return record;
    }

    @Override
    public void read(JsonParser parser, byte[] line, int offset) throws IOException {
        record.clear();
        int expected = 0;
        while (true) {
            PropertyReader reader;
            if (expected < readers.length && parser.nextFieldName(readers[expected].name())) {
                reader = readers[expected++];
            } else {
                if (expected >= readers.length) {
                    parser.nextToken();
                }
                if (parser.currentToken() != JsonToken.FIELD_NAME) {
                    break;
                }
                Integer index = indexes.get(parser.currentName());
                if (index == null) {
                    passOver(parser);
                    continue;
                }
                reader = readers[index];
                expected = index + 1;
            }
            reader.read(parser.nextToken(), parser, line, offset, record);
        }
        requireAll();
    }

    private void passOver(JsonParser parser) throws IOException {
        String name = parser.currentName();
        boolean isNew = !passedOver.contains(name);
        if (isNew && refusesUnknown) {
            throw new RecordException(
                    InvalidRule.INVALID, "property \"" + name + "\" is not in the schema, which allows no others");
        }
        if (isNew) {
            passedOver.add(name);
            unknownProperties.accept(name);
        }
        parser.nextToken();
        parser.skipChildren();
    }

    private void requireAll() {
        for (int position : required) {
            if (record.kind(position) == ValueKind.ABSENT) {
                String name = schema.properties().get(position).name();
                boolean isKey = schema.keyProperties().contains(name);
                throw new RecordException(
                        isKey ? InvalidRule.NULL_KEY : InvalidRule.INVALID,
                        "%sproperty \"%s\" is missing".formatted(isKey ? "key " : "required ", name));
            }
        }
    }
}
