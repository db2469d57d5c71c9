package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the properties of a record, or of an object in it, go: decided at the SCHEMA, followed for each record.
 *
 * @param fields in the order of the schema; a property that is no field is unknown
 */
public record ObjectPlan(List<Field> fields) {
    public ObjectPlan {
        fields = List.copyOf(fields);
    }

    /** A property of an object, and what becomes of it. */
    public sealed interface Field {
        /** The property's name in its object. */
        String name();
    }

    /**
     * A property whose value is that of a column.
     *
     * @param property what it is checked against; its name is the one that messages use, {@code user.id}
     * @param column   name of the column; a stream that does not have it passes the property over
     */
    public record Column(String name, Property property, String column) implements Field {
        public Column {
            requireNonNull(name, "name");
            requireNonNull(property, "property");
            requireNonNull(column, "column");
        }
    }

    /**
     * An object whose properties are columns of their own.
     *
     * @param property what it is checked against; its name is the one that messages use, {@code user.address}
     */
    public record Nested(String name, Property property, ObjectPlan object) implements Field {
        public Nested {
            requireNonNull(name, "name");
            requireNonNull(property, "property");
            requireNonNull(object, "object");
        }
    }

    /** Every property to the column of its name. */
    public static ObjectPlan flat(List<Property> properties) {
        return new ObjectPlan(properties.stream()
                .<Field>map(property -> new Column(property.name(), property, property.name()))
                .toList());
    }
}
