package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table.
 *
 * @param type   that it has, or is made with
 * @param values what it has to hold at least; narrower than its type where that is not as narrow as the values
 */
public record Column(String name, ColumnType type, ColumnType values, boolean notNull) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(values, "values");
    }

    public Column(String name, ColumnType type, boolean notNull) {
        this(name, type, type, notNull);
    }

    public Column withType(ColumnType other) {
        return new Column(name, other, notNull);
    }
}
