package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

/** A column of a table. */
public record Column(String name, ColumnType type, boolean notNull) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    public Column withType(ColumnType other) {
        return new Column(name, other, notNull);
    }
}
