package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.message.StreamOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A stream as it is loaded: its properties in the order of the schema, and those that identify a row. Safe for threads. */
public final class StreamSchema {
    private final String name;
    private final List<Property> properties;
    private final List<String> keyProperties;
    private final StreamOptions options;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * Checks that the keys are properties.
     *
     * @throws MessageException if one is not
     */
    public StreamSchema(String name, List<Property> properties, List<String> keyProperties, StreamOptions options) {
        this.options = requireNonNull(options, "options");
        this.name = requireNonNull(name, "name");
        this.properties = List.copyOf(properties);
        this.keyProperties = List.copyOf(keyProperties);
        for (int i = 0; i < this.properties.size(); i++) {
            positions.put(this.properties.get(i).name(), i);
        }
        requireProperties("key property", this.keyProperties);
        requireProperties("unique constraint", options.uniqueConstraints());
    }

    /** A stream without options. */
    public StreamSchema(String name, List<Property> properties, List<String> keyProperties) {
        this(name, properties, keyProperties, StreamOptions.NONE);
    }

    private void requireProperties(String what, List<String> names) {
        for (String property : names) {
            if (!positions.containsKey(property)) {
                throw new MessageException(
                        ErrorCode.SCHEMA_INVALID,
                        "stream \"%s\": %s \"%s\" is not a property of the stream; it has: %s"
                                .formatted(
                                        name,
                                        what,
                                        property,
                                        String.join(
                                                ", ",
                                                positions.keySet().stream()
                                                        .sorted()
                                                        .toList())));
            }
        }
    }

    /** The name that the stream is loaded as. */
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

    /** Whether the tap named key properties. */
    public boolean hasKeys() {
        return !keyProperties.isEmpty();
    }

    /** What the tap said beyond the specification. */
    public StreamOptions options() {
        return options;
    }

    /** The columns that decide which row a record concerns: the unique constraints if there are any, else the key. */
    public List<String> conflictProperties() {
        return options.uniqueConstraints().isEmpty() ? keyProperties : options.uniqueConstraints();
    }

    /** Where the property stands in a record; empty if the stream has no such property. */
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
