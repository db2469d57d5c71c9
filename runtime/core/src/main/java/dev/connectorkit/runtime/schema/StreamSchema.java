package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A stream as it is loaded: its properties in the order of the schema, and those that identify a row. Safe for threads. */
public final class StreamSchema {
    private final String name;
    private final List<Property> properties;
    private final List<String> keyProperties;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * Checks that the keys are properties.
     *
     * @throws MessageException if one is not
     */
    public StreamSchema(String name, List<Property> properties, List<String> keyProperties) {
        this.name = requireNonNull(name, "name");
        this.properties = List.copyOf(properties);
        this.keyProperties = List.copyOf(keyProperties);
        for (int i = 0; i < this.properties.size(); i++) {
            positions.put(this.properties.get(i).name(), i);
        }
        for (String key : this.keyProperties) {
            if (!positions.containsKey(key)) {
                throw new MessageException(
                        ErrorCode.SCHEMA_INVALID,
                        "stream \"%s\": key property \"%s\" is not a property of the stream; it has: %s"
                                .formatted(
                                        name,
                                        key,
                                        String.join(
                                                ", ",
                                                positions.keySet().stream()
                                                        .sorted()
                                                        .toList())));
            }
        }
    }

    public String name() {
        return name;
    }

    /** In the order of the schema; a property's position here is its position in a {@link StreamRecord}. */
    public List<Property> properties() {
        return properties;
    }

    /** Empty when rows have no identity. */
    public List<String> keyProperties() {
        return keyProperties;
    }

    public boolean hasKeys() {
        return !keyProperties.isEmpty();
    }

    public OptionalInt position(String property) {
        Integer position = positions.get(property);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /**
     * Where the property stands in a record.
     *
     * @throws IllegalArgumentException if the stream has no such property
     */
    public int requirePosition(String property) {
        return position(property)
                .orElseThrow(() ->
                        new IllegalArgumentException("stream \"" + name + "\" has no property \"" + property + "\""));
    }

    @Override
    public String toString() {
        return "StreamSchema[" + name + "]";
    }
}
