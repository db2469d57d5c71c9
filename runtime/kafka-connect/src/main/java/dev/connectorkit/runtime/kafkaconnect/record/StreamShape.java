package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StreamOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a stream so far. It only grows: a record of an older schema, such as another partition still holds, fits
 * what the newer one has made of it, so two schemas in turn are no two barriers a record.
 */
final class StreamShape {
    private final String stream;
    private final ObjectNode schema;
    private final Set<String> declared = new HashSet<>();
    private List<String> keyProperties;
    private boolean changed = true;

    /** A stream of which nothing is known but what identifies its rows. */
    StreamShape(String stream, List<String> keyProperties) {
        this(stream, JsonNodeFactory.instance.objectNode().put("type", "object"), keyProperties);
    }

    /** A stream as its descriptor or its settings declare it: what they say of a property stands. */
    StreamShape(String stream, ObjectNode schema, List<String> keyProperties) {
        this.stream = stream;
        this.schema = schema.deepCopy();
        this.schema.withObject("/properties").fieldNames().forEachRemaining(declared::add);
        this.keyProperties = List.copyOf(keyProperties);
    }

    String stream() {
        return stream;
    }

    List<String> keyProperties() {
        return keyProperties;
    }

    void identifyBy(List<String> properties) {
        if (!keyProperties.equals(properties)) {
            keyProperties = List.copyOf(properties);
            changed = true;
        }
    }

    boolean has(String property) {
        return properties().has(property);
    }

    /** The property's shape admits what the given one does, from here on. */
    void admit(String property, ObjectNode shape) {
        JsonNode known = properties().path(property);
        if (known.equals(shape) || declared.contains(property)) {
            return;
        }
        ObjectNode wider = known.isObject() ? Shapes.union((ObjectNode) known, shape) : shape;
        if (!wider.equals(known)) {
            properties().set(property, wider);
            changed = true;
        }
    }

    void admitAll(ObjectNode shapes) {
        for (Map.Entry<String, JsonNode> property : shapes.properties()) {
            admit(property.getKey(), (ObjectNode) property.getValue());
        }
    }

    /** Whether {@link #message} has something to tell that it has not told before. */
    boolean hasChanged() {
        return changed;
    }

    SchemaMessage message(long line) {
        changed = false;
        return new SchemaMessage(stream, schema.deepCopy(), keyProperties, StreamOptions.NONE, line);
    }

    private ObjectNode properties() {
        return (ObjectNode) schema.path("properties");
    }
}
