package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.ObjectPlan;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.SchemaCompiler;
import java.util.ArrayList;
import java.util.HashSet;
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
    private final Set<String> keys;
    private final boolean validate;
    private final Optional<Flattening> flattening;
    private final Map<String, Property> columns = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    private LoadedLayout(SchemaMessage message, boolean validate, Optional<Flattening> flattening) {
        this.stream = message.stream();
        this.keys = Set.copyOf(message.keyProperties());
        this.validate = validate;
        this.flattening = flattening;
    }

    /** The columns of a stream, and the plan by which records are read into them. */
    record Result(List<Property> columns, ObjectPlan plan) {}

    /**
     * Decides the columns.
     *
     * @throws MessageException if two properties would become one column ({@code NAME_COLLISION}), or the schema is none
     */
    static Result of(SchemaMessage message, boolean validate, Optional<Flattening> flattening) {
        LoadedLayout layout = new LoadedLayout(message, validate, flattening);
        List<Property> properties =
                SchemaCompiler.properties(message.stream(), message.schema(), message.keyProperties());
        ObjectPlan plan = layout.plan(properties, message.schema(), List.of(), false);
        return new Result(List.copyOf(layout.columns.values()), plan);
    }

    private ObjectPlan plan(List<Property> properties, JsonNode schema, List<String> parents, boolean nullable) {
        List<ObjectPlan.Field> fields = new ArrayList<>();
        Set<String> required = required(schema);
        for (Property property : properties) {
            List<String> path = new ArrayList<>(parents);
            path.add(property.name());
            ObjectPlan.Field field = isFlattened(property.schema(), path.size())
                    ? nested(property, path)
                    : column(property, path, nullable);
            fields.add(field);
            if (holdsKey(field)) {
                required.add(property.name());
            }
        }
        return new ObjectPlan(fields, required, refusesUnknown(schema));
    }

    private ObjectPlan.Field nested(Property property, List<String> path) {
        ObjectNode schema = (ObjectNode) property.schema();
        List<Property> properties = SchemaCompiler.properties(stream, schema, List.of());
        return new ObjectPlan.Nested(
                property.name(), String.join(".", path), property.nullable(), plan(properties, schema, path, true));
    }

    private ObjectPlan.Field column(Property property, List<String> path, boolean nullable) {
        String name = flattening.map(rules -> rules.column(path)).orElse(property.name());
        String origin = String.join(".", path);
        String other = origins.put(name, origin);
        if (other != null) {
            throw new MessageException(
                    ErrorCode.NAME_COLLISION,
                    "stream \"%s\": properties \"%s\" and \"%s\" would both be column \"%s\"; set flattening_separator or flattening_max_key_length so that they differ, or remove one by stream_maps"
                            .formatted(stream, other, origin, name));
        }
        boolean mayBeNull = !keys.contains(name) && (nullable || property.nullable());
        columns.put(name, new Property(name, property.type(), mayBeNull, property.schema()));
        return new ObjectPlan.Column(
                property.name(), new Property(origin, property.type(), mayBeNull, property.schema()), name);
    }

    /** An object that may also be text or a list stays one JSON column, so that every value has a place. */
    private boolean isFlattened(JsonNode schema, int depth) {
        return flattening.isPresent()
                && depth <= flattening.get().maxDepth()
                && schema.path("properties").isObject()
                && !schema.path("properties").isEmpty()
                && isObjectOrNull(schema.path("type"));
    }

    private static boolean isObjectOrNull(JsonNode type) {
        if (type.isTextual()) {
            return type.textValue().equals("object");
        }
        Set<String> names = new HashSet<>();
        type.forEach(name -> names.add(name.asText()));
        return names.remove("object") && (names.isEmpty() || names.equals(Set.of("null")));
    }

    private boolean holdsKey(ObjectPlan.Field field) {
        return field instanceof ObjectPlan.Nested nested
                ? nested.object().fields().stream().anyMatch(this::holdsKey)
                : keys.contains(((ObjectPlan.Column) field).column());
    }

    private Set<String> required(JsonNode schema) {
        Set<String> required = new HashSet<>();
        JsonNode names = schema.path("required"); // draft 3 has a boolean here, and on properties
        if (validate && names.isArray()) {
            names.forEach(name -> required.add(name.asText()));
        }
        return required;
    }

    private boolean refusesUnknown(JsonNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        return validate && additional.isBoolean() && !additional.booleanValue();
    }
}
