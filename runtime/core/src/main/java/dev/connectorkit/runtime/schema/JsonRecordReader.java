package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.json.NameIndex;
import dev.connectorkit.runtime.json.PlainJson;
import dev.connectorkit.runtime.json.PlainName;
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
    private static final int PASSED_OVER = Integer.MAX_VALUE;

    private final RecordBuffer record;
    private final PropertyReader[] readers;
    private final PlainName[] names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final PropertyReader[] required;
    /** Required properties that are not loaded, and whether the record has them. */
    private final Map<String, Boolean> requiredElsewhere = new HashMap<>();

    private final StreamSchema schema;
    private final String path;
    private final RecordRules rules;
    private final Consumer<String> unknownProperties;
    private final Set<String> passedOver = new HashSet<>();
    /** Indexes of the readers, and {@link #PASSED_OVER} for what has none. */
    private final NameIndex indexesOfBytes = new NameIndex();

    private final boolean isPlain;

    /**
     * Compiles the readers of a stream's properties.
     *
     * @param schema            the stream as it is loaded; rows are laid out by it
     * @param source            the properties that records may have; those that {@code schema} lacks are passed over
     * @param rules             what records are checked against
     * @param unknownProperties is told, once each, the names that records have and the schema has not
     */
    public JsonRecordReader(
            StreamSchema schema, List<Property> source, RecordRules rules, Consumer<String> unknownProperties) {
        this(schema, ObjectPlan.flat(source), rules, DateTimeErrors.ERROR, unknownProperties);
    }

    /**
     * Compiles the readers of a plan, which may descend into objects.
     *
     * @param schema            the stream as it is loaded; rows are laid out by it
     * @param plan              the properties that records may have, and the columns they go to
     * @param rules             what records are checked against
     * @param dateTimeErrors    what becomes of dates and times that cannot be read
     * @param unknownProperties is told, once each, the names that records have and the plan has not
     */
    public JsonRecordReader(
            StreamSchema schema,
            ObjectPlan plan,
            RecordRules rules,
            DateTimeErrors dateTimeErrors,
            Consumer<String> unknownProperties) {
        this(schema, new RecordBuffer(schema), "", plan, rules, dateTimeErrors, unknownProperties);
    }

    private JsonRecordReader(
            StreamSchema schema,
            RecordBuffer record,
            String path,
            ObjectPlan plan,
            RecordRules rules,
            DateTimeErrors dateTimeErrors,
            Consumer<String> unknownProperties) {
        this.schema = schema;
        this.record = record;
        this.path = path;
        this.rules = rules;
        this.unknownProperties = unknownProperties;
        List<PropertyReader> compiled = new ArrayList<>();
        List<PropertyReader> requiredReaders = new ArrayList<>();
        for (ObjectPlan.Field field : plan.fields()) {
            Optional<PropertyReader> reader = reader(field, dateTimeErrors);
            if (reader.isEmpty()) {
                addPassedOver(field.name());
                continue;
            }
            indexes.put(field.name(), compiled.size());
            indexesOfBytes.put(field.name(), compiled.size());
            compiled.add(reader.get());
            if (reader.get().isKey() || rules.required().contains(field.name())) {
                requiredReaders.add(reader.get());
            }
        }
        this.readers = compiled.toArray(new PropertyReader[0]);
        this.names = compiled.stream()
                .map(reader -> new PlainName(reader.name().getValue()))
                .toArray(PlainName[]::new);
        this.required = requiredReaders.toArray(new PropertyReader[0]);
        rules.required().stream()
                .filter(name -> !indexes.containsKey(name))
                .forEach(name -> requiredElsewhere.put(name, false));
        this.isPlain = requiredElsewhere.isEmpty()
                && rules.wholeRecord().isEmpty()
                && compiled.stream().allMatch(PropertyReader::isPlain);
    }

    /** Whether records can be read without a parser. */
    boolean isPlain() {
        return isPlain;
    }

    private Optional<PropertyReader> reader(ObjectPlan.Field field, DateTimeErrors dateTimeErrors) {
        if (field instanceof ObjectPlan.Nested nested) {
            Property property = nested.property();
            JsonRecordReader fields = new JsonRecordReader(
                    schema,
                    record,
                    property.name() + ".",
                    nested.object(),
                    rules.nested(property),
                    dateTimeErrors,
                    unknownProperties);
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
                        ? new DateReader(column, at, isKey(at), rules.property(property), dateTimeErrors)
                        : new PropertyReader(column.name(), property, at, isKey(at), rules.property(property)));
    }

    private boolean isKey(int position) {
        String name = schema.properties().get(position).name();
        return schema.keyProperties().contains(name)
                || schema.conflictProperties().contains(name);
    }

    /** Positions of all columns that are read here. */
    int[] columns() {
        return Arrays.stream(readers)
                .flatMapToInt(reader -> Arrays.stream(reader.columns()))
                .toArray();
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

    /** Reads an object into the row, beside what stands there already. */
    void readFields(JsonParser parser, byte[] line, int offset) throws IOException {
        if (!requiredElsewhere.isEmpty()) {
            requiredElsewhere.replaceAll((name, isThere) -> false);
        }
        int start = rules.wholeRecord().isEmpty()
                ? 0
                : offset + (int) parser.currentTokenLocation().getByteOffset();
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
        rules.wholeRecord().ifPresent(validator -> {
            int end = offset + (int) parser.currentLocation().getByteOffset();
            Optional<String> object =
                    path.isEmpty() ? Optional.empty() : Optional.of(path.substring(0, path.length() - 1));
            validator.check(object, OrgJson.parse(line, start, end - start, "the record"));
        });
    }

    private void passOver(JsonParser parser) throws IOException {
        String name = parser.currentName();
        boolean isNew = !passedOver.contains(name);
        if (isNew && rules.refusesUnknown()) {
            throw new RecordException(
                    InvalidRule.INVALID,
                    "property \"%s\" is not in the schema, which allows no others (additionalProperties)"
                            .formatted(path + name));
        }
        requiredElsewhere.replace(name, true);
        if (isNew) {
            addPassedOver(name);
            unknownProperties.accept(path + name);
        }
        parser.nextToken();
        parser.skipChildren();
    }

    private void addPassedOver(String name) {
        passedOver.add(name);
        indexesOfBytes.put(name, PASSED_OVER);
    }

    @Override
    public int readPlain(byte[] text, int start, int end) {
        if (!isPlain) {
            return PlainJson.DOUBT;
        }
        int first = record.begin(text, start, end - start);
        int after = readPlainFields(first, record);
        record.end(after);
        return after < 0 ? PlainJson.DOUBT : start + after - first;
    }

    /** The reader of a property; none where it is passed over. */
    Optional<PropertyReader> property(String name) {
        return Optional.ofNullable(indexes.get(name)).map(index -> readers[index]);
    }

    /** Reads an object in the text that the row has taken; gives the place behind it, or {@link PlainJson#DOUBT}. */
    int readPlainFields(int start, RecordBuffer row) {
        byte[] data = row.data();
        int at = PlainJson.afterBlanks(data, start + 1);
        int expected = 0;
        boolean isEnd = data[at] == '}';
        while (!isEnd) {
            int index = expected < names.length && names[expected].isAt(data, at) ? expected : -1;
            if (index >= 0) {
                at += names[expected].length();
            } else {
                int close = data[at] == '"' ? PlainJson.plainEnd(data, at + 1) : at;
                if (close == at || data[close] != '"') {
                    return PlainJson.DOUBT;
                }
                index = indexesOfBytes.get(data, at + 1, close - at - 1);
                at = close + 1;
            }
            at = PlainJson.afterColon(data, at);
            if (at < 0 || index < 0) {
                return PlainJson.DOUBT;
            }
            if (index == PASSED_OVER) {
                at = PlainJson.afterValue(data, at);
            } else {
                at = readers[index].readPlain(at, row);
                expected = index + 1;
            }
            if (at < 0) {
                return PlainJson.DOUBT;
            }
            at = PlainJson.afterBlanks(data, at);
            isEnd = data[at] == '}';
            if (data[at] == ',') {
                at = PlainJson.afterBlanks(data, at + 1);
            } else if (!isEnd) {
                return PlainJson.DOUBT;
            }
        }
        return hasRequired() ? at + 1 : PlainJson.DOUBT;
    }

    boolean hasRequired() {
        for (PropertyReader reader : required) {
            if (!reader.isIn(record)) {
                return false;
            }
        }
        return true;
    }

    private void requireAll() {
        for (PropertyReader reader : required) {
            if (!reader.isIn(record)) {
                throw missing(reader.path(), reader.isKey());
            }
        }
        if (!requiredElsewhere.isEmpty()) {
            requiredElsewhere.forEach((name, isThere) -> {
                if (!isThere) {
                    throw missing(path + name, false);
                }
            });
        }
    }

    private static RecordException missing(String name, boolean isKey) {
        return isKey
                ? new RecordException(InvalidRule.NULL_KEY, "key property \"%s\" is missing".formatted(name))
                : new RecordException(
                        InvalidRule.INVALID, "required property \"%s\" is missing (required)".formatted(name));
    }
}
