package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.ObjectPlan;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.SchemaCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a stream's properties out as columns: each to one of its own name, or, where objects are flattened, those of an
 * object to columns of their own.
 */
final class LoadedLayout {
    private final String stream;
    private final ObjectNode schema;
    private final Set<String> keys;
    private final Optional<Flattening> flattening;
    private final Map<String, Property> columns = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    private LoadedLayout(SchemaMessage message, Optional<Flattening> flattening) {
        this.stream = message.stream();
        this.schema = message.schema();
        this.keys = Set.copyOf(message.keyProperties());
        this.flattening = flattening;
    }

    /** The columns of a stream, and the plan by which records are read into them. */
    record Result(List<Property> columns, ObjectPlan plan) {}

    /**
     * Decides the columns.
     *
     * @throws MessageException if two properties would become one column ({@code NAME_COLLISION}), or the schema is none
     */
    static Result of(SchemaMessage message, Optional<Flattening> flattening) {
        LoadedLayout layout = new LoadedLayout(message, flattening);
        List<Property> properties =
                SchemaCompiler.properties(message.stream(), message.schema(), message.keyProperties());
        ObjectPlan plan = layout.plan(properties, List.of());
        return new Result(List.copyOf(layout.columns.values()), plan);
    }

    private ObjectPlan plan(List<Property> properties, List<String> parents) {
        List<ObjectPlan.Field> fields = new ArrayList<>();
        for (Property property : properties) {
            List<String> path = new ArrayList<>(parents);
            path.add(property.name());
            boolean descends =
                    flattening.isPresent() && path.size() <= flattening.get().maxDepth();
            List<Property> nested =
                    descends ? SchemaCompiler.objectProperties(stream, schema, property.schema()) : List.of();
            Property named =
                    new Property(String.join(".", path), property.type(), property.nullable(), property.schema());
            fields.add(
                    nested.isEmpty()
                            ? column(property.name(), named, path)
                            : new ObjectPlan.Nested(property.name(), named, plan(nested, path)));
        }
        return new ObjectPlan(fields);
    }

    /** A column of an object may be null whatever its schema says, since the object may be missing. */
    private ObjectPlan.Field column(String field, Property property, List<String> path) {
        String name = flattening.map(rules -> rules.column(path)).orElse(field);
        String other = origins.put(name, property.name());
        if (other != null) {
            throw new MessageException(
                    ErrorCode.NAME_COLLISION,
                    "stream \"%s\": properties \"%s\" and \"%s\" would both be column \"%s\"; set flattening_separator or flattening_max_key_length so that they differ, or remove one by stream_maps"
                            .formatted(stream, other, property.name(), name));
        }
        boolean nullable = !keys.contains(name) && (path.size() > 1 || property.nullable());
        columns.put(name, new Property(name, property.type(), nullable, property.schema()));
        return new ObjectPlan.Column(field, property, name);
    }
}
