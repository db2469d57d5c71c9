package com.acme.vault;

import dev.connectorkit.runtime.sql.dialect.AnsiDialect;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.TypeTable;

/**
 * What the database spells otherwise than standard SQL does, or can do beyond that: each method of AnsiDialect can be
 * overridden. It holds nothing, and connects to nothing.
 */
public class VaultDialect extends AnsiDialect {
    // connectorkit:skeleton - replace by the names of the database's own types, where they are not the standard's
    private static final TypeTable TYPES =
            standardTypes().makes(Text.UNBOUNDED, "CLOB").build();

    @Override
    public String label() {
        return "Vault";
    }

    @Override
    public TypeTable types() {
        return TYPES;
    }
}
