package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

/**
 * A table's full name, unquoted.
 *
 * @param catalog the database; needed where a schema may have the database's name, so that two parts would be ambiguous
 */
public record TableName(String catalog, String schema, String table) {
    public TableName {
        requireNonNull(catalog, "catalog");
        requireNonNull(schema, "schema");
        requireNonNull(table, "table");
    }

    /** For messages: {@code "schema"."table"}. */
    @Override
    public String toString() {
        return "\"" + schema + "\".\"" + table + "\"";
    }
}
