package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final SerializedString[] names;
    private final PropertyReader[] readers;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final PropertyReader[] required;
    private final StreamSchema schema;
    private final String path;
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
        this(
                schema,
                ObjectPlan.flat(source, requiredNames, refusesUnknown),
                validate,
                DateTimeErrors.ERROR,
                unknownProperties);
    }

    /**
     * Compiles the readers of a plan, which may descend into objects.
     *
     * @param schema            the stream as it is loaded; rows are laid out by it
     * @param plan              the properties that records may have, and the columns they go to
     * @param validate          whether values are checked against their schema
     * @param dateTimeErrors    what becomes of dates and times that cannot be read
     * @param unknownProperties is told, once each, the names that records have and the plan has not
     */
    public JsonRecordReader(
            StreamSchema schema,
            ObjectPlan plan,
            boolean validate,
            DateTimeErrors dateTimeErrors,
            Consumer<String> unknownProperties) {
        this(schema, new RecordBuffer(schema), "", plan, validate, dateTimeErrors, unknownProperties);
    }

    private JsonRecordReader(
            StreamSchema schema,
            RecordBuffer record,
            String path,
            ObjectPlan plan,
            boolean validate,
            DateTimeErrors dateTimeErrors,
            Consumer<String> unknownProperties) {
        this.schema = schema;
        this.record = record;
        this.path = path;
        this.refusesUnknown = plan.refusesUnknown();
        this.unknownProperties = unknownProperties;
        List<SerializedString> compiledNames = new ArrayList<>();
        List<PropertyReader> compiled = new ArrayList<>();
        List<PropertyReader> requiredReaders = new ArrayList<>();
        for (ObjectPlan.Field field : plan.fields()) {
            Optional<PropertyReader> reader = reader(field, validate, dateTimeErrors);
            if (reader.isEmpty()) {
                passedOver.add(field.name());
                continue;
            }
            indexes.put(field.name(), compiled.size());
            compiledNames.add(new SerializedString(field.name()));
            compiled.add(reader.get());
            if (plan.required().contains(field.name())) {
                requiredReaders.add(reader.get());
            }
        }
        this.names = compiledNames.toArray(new SerializedString[0]);
        this.readers = compiled.toArray(new PropertyReader[0]);
        this.required = requiredReaders.toArray(new PropertyReader[0]);
    }

    /** The row that was read last. */
    public RecordBuffer record() {
        return record;
    }

    @Override
    public void read(JsonParser parser, byte[] line, int offset) throws IOException {
        record.clear();
        readFields(parser, line, offset);
    }

    /** Reads an object into the row beside what stands there already. */
    void readFields(JsonParser parser, byte[] line, int offset) throws IOException {
        int expected = 0;
        while (true) {
            PropertyReader reader;
            if (expected < readers.length && parser.nextFieldName(names[expected])) {
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
                    InvalidRule.INVALID,
                    "property \"" + path + name + "\" is not in the schema, which allows no others");
        }
        if (isNew) {
            passedOver.add(name);
            unknownProperties.accept(path + name);
        }
        parser.nextToken();
        parser.skipChildren();
    }

    private void requireAll() {
        for (PropertyReader reader : required) {
            if (!reader.isIn(record)) {
                throw new RecordException(
                        reader.isKey() ? InvalidRule.NULL_KEY : InvalidRule.INVALID,
                        "%sproperty \"%s\" is missing".formatted(reader.isKey() ? "key " : "required ", reader.name()));
            }
        }
    }

    /** Positions of all columns that are read here. */
    int[] columns() {
        return Arrays.stream(readers)
                .flatMapToInt(reader -> Arrays.stream(reader.columns()))
                .toArray();
    }

    private Optional<PropertyReader> reader(ObjectPlan.Field field, boolean validate, DateTimeErrors dateTimeErrors) {
        if (field instanceof ObjectPlan.Nested nested) {
            JsonRecordReader fields = new JsonRecordReader(
                    schema, record, nested.path() + ".", nested.object(), validate, dateTimeErrors, unknownProperties);
            boolean holdsKey = Arrays.stream(fields.columns()).anyMatch(this::isKey);
            return Optional.of(new NestedReader(nested, holdsKey, fields));
        }
        ObjectPlan.Column column = (ObjectPlan.Column) field;
        OptionalInt position = schema.position(column.column());
        if (position.isEmpty()) {
            return Optional.empty();
        }
        int at = position.getAsInt();
        Property property = column.property();
        return Optional.of(
                dateTimeErrors != DateTimeErrors.ERROR && DateReader.reads(property.type())
                        ? new DateReader(property, at, isKey(at), validate, dateTimeErrors)
                        : new PropertyReader(property, at, isKey(at), validate));
    }

    private boolean isKey(int position) {
        return schema.keyProperties().contains(schema.properties().get(position).name());
    }
}
