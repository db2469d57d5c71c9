package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table as the database has it.
 *
 * @param kind       {@code table}, or what it is instead, such as {@code view}
 * @param needed     names of columns that every row has to have a value for
 * @param primaryKey names of its columns; empty if there is none
 * @param uniqueKeys sets of columns whose values are unique together, the primary key included
 */
public record ExistingTable(
        String kind, List<Column> columns, Set<String> needed, Set<String> primaryKey, Set<Set<String>> uniqueKeys) {
    public ExistingTable {
        requireNonNull(kind, "kind");
        columns = List.copyOf(columns);
        needed = Set.copyOf(needed);
        primaryKey = Set.copyOf(primaryKey);
        uniqueKeys = Set.copyOf(uniqueKeys);
    }

    ExistingTable withColumns(List<Column> others) {
        return new ExistingTable(kind, others, needed, primaryKey, uniqueKeys);
    }

    ExistingTable withKey(Set<String> key) {
        Set<Set<String>> unique = new HashSet<>(uniqueKeys);
        unique.remove(primaryKey);
        unique.add(key);
        return new ExistingTable(kind, columns, needed, key, unique);
    }

    public boolean isTable() {
        return kind.equals("table");
    }
}
