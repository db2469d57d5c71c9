package dev.connectorkit.generator.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A stream that the connector knows beforehand, checked.
 *
 * @param name        as taps send it
 * @param typeName    what the names of its classes begin with, such as {@code Contacts}; legal and unique
 * @param description may be empty
 * @param topic         of Kafka, where the stream is not called as its topic
 * @param keyProperties may be empty
 * @param schemaJson    its JSON Schema, as one line of JSON
 * @param properties    in the descriptor's order, at least one
 */
public record StreamSpec(
        String name,
        String typeName,
        String description,
        Optional<String> topic,
        List<String> keyProperties,
        String schemaJson,
        List<PropertySpec> properties) {
    /**
     * A property of a stream.
     *
     * @param component   its name in Java, unique in its stream
     * @param kind        OBJECT for whatever is kept as JSON
     * @param optional    whether a record may be without it, or hold null
     * @param description may be empty
     */
    public record PropertySpec(String name, String component, SettingKind kind, boolean optional, String description) {
        public PropertySpec {
            requireNonNull(name, "name");
            requireNonNull(component, "component");
            requireNonNull(kind, "kind");
            requireNonNull(description, "description");
        }
    }

    public StreamSpec {
        requireNonNull(name, "name");
        requireNonNull(typeName, "typeName");
        requireNonNull(description, "description");
        keyProperties = List.copyOf(keyProperties);
        requireNonNull(schemaJson, "schemaJson");
        properties = List.copyOf(properties);
    }

    /** The record that holds a record of it. */
    public String recordClass() {
        return typeName + "Record";
    }

    /** The sink that its author writes, with architecture TARGET. */
    public String sinkClass() {
        return typeName + "Sink";
    }

    /** What {@link #sinkClass()} extends. */
    public String sinkBaseClass() {
        return "Abstract" + sinkClass();
    }

    /** The method that its author writes, with architecture DESTINATION. */
    public String exportMethod() {
        return "export" + typeName;
    }
}
