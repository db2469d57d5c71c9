package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

/** Where a connection is when nothing else is said: its database and its schema. */
public record Namespace(String catalog, String schema) {
    public Namespace {
        requireNonNull(catalog, "catalog");
        requireNonNull(schema, "schema");
    }
}
