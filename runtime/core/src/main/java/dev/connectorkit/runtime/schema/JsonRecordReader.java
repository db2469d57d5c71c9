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
    private final PropertyReader[] readers;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int[] required;
    /** Required properties that are not loaded, and whether the record has them. */
    private final Map<String, Boolean> requiredElsewhere = new HashMap<>();

    private final StreamSchema schema;
    private final RecordRules rules;
    private final Consumer<String> unknownProperties;
    private final Set<String> passedOver = new HashSet<>();

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
        this.schema = schema;
        this.record = new RecordBuffer(schema);
        this.rules = rules;
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
            compiled.add(new PropertyReader(property, position.getAsInt(), isKey, rules.property(property)));
        }
        this.readers = compiled.toArray(new PropertyReader[0]);
        Set<String> requiredNames = new HashSet<>(rules.required());
        requiredNames.addAll(schema.keyProperties());
        this.required = requiredNames.stream()
                .flatMapToInt(name -> schema.position(name).stream())
                .sorted()
                .toArray();
        requiredNames.stream()
                .filter(name -> schema.position(name).isEmpty())
                .forEach(name -> requiredElsewhere.put(name, false));
    }

    /** The row that was read last. */
    public RecordBuffer record() {
        return record;
    }

    @Override
    public void read(JsonParser parser, byte[] line, int offset) throws IOException {
        record.clear();
        if (!requiredElsewhere.isEmpty()) {
            requiredElsewhere.replaceAll((name, isThere) -> false);
        }
        int start = offset + (int) parser.currentTokenLocation().getByteOffset();
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
        if (rules.wholeRecord().isPresent()) {
            int end = offset + (int) parser.currentLocation().getByteOffset();
            rules.wholeRecord().get().check(Optional.empty(), OrgJson.parse(line, start, end - start, "the record"));
        }
    }

    private void passOver(JsonParser parser) throws IOException {
        String name = parser.currentName();
        boolean isNew = !passedOver.contains(name);
        if (isNew && rules.refusesUnknown()) {
            throw new RecordException(
                    InvalidRule.INVALID,
                    "property \"%s\" is not in the schema, which allows no others (additionalProperties)"
                            .formatted(name));
        }
        requiredElsewhere.replace(name, true);
        if (isNew) {
            passedOver.add(name);
            unknownProperties.accept(name);
        }
        parser.nextToken();
        parser.skipChildren();
    }

    private void requireAll() {
        for (int position : required) {
            if (record.isAbsent(position)) {
                throw missing(schema.properties().get(position).name());
            }
        }
        if (!requiredElsewhere.isEmpty()) {
            requiredElsewhere.forEach((name, isThere) -> {
                if (!isThere) {
                    throw missing(name);
                }
            });
        }
    }

    private RecordException missing(String name) {
        return schema.keyProperties().contains(name)
                ? new RecordException(InvalidRule.NULL_KEY, "key property \"%s\" is missing".formatted(name))
                : new RecordException(
                        InvalidRule.INVALID, "required property \"%s\" is missing (required)".formatted(name));
    }
}
