package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * Where the properties of a record, or of an object in it, go: decided at the SCHEMA, followed for each record.
 *
 * @param fields         in the order of the schema; a property that is no field is unknown, one without a column is passed over
 * @param required       names of fields that the object has to have
 * @param refusesUnknown whether a property that is no field makes the record invalid
 */
public record ObjectPlan(List<Field> fields, Set<String> required, boolean refusesUnknown) {
    public ObjectPlan {
        fields = List.copyOf(fields);
        required = Set.copyOf(required);
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
     * @param path     the name that messages use, {@code user.address}
     * @param nullable whether a null may stand for the object; its columns are null then
     */
    public record Nested(String name, String path, boolean nullable, ObjectPlan object) implements Field {
        public Nested {
            requireNonNull(name, "name");
            requireNonNull(path, "path");
            requireNonNull(object, "object");
        }
    }

    /** Every property to the column of its name. */
    public static ObjectPlan flat(List<Property> properties, Set<String> required, boolean refusesUnknown) {
        List<Field> fields = properties.stream()
                .<Field>map(property -> new Column(property.name(), property, property.name()))
                .toList();
        return new ObjectPlan(fields, required, refusesUnknown);
    }
}
