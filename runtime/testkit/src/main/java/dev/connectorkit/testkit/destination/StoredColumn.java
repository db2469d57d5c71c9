package dev.connectorkit.testkit.destination;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.cases.ColumnKind;
import java.util.Optional;

/**
 * A column as a destination declares it.
 *
 * @param typeName the destination's own name of its type; empty where it declares none
 * @param kind     absent where the destination declares none, or one that the suite does not know
 */
public record StoredColumn(String name, String typeName, Optional<ColumnKind> kind) {
    public StoredColumn {
        requireNonNull(name, "name");
        requireNonNull(typeName, "typeName");
        requireNonNull(kind, "kind");
    }

    static StoredColumn undeclared(String name) {
        return new StoredColumn(name, "", Optional.empty());
    }

    public boolean isDeclared() {
        return !typeName.isEmpty();
    }
}
