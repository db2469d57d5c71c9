package com.acme.vault;

import dev.connectorkit.runtime.sql.dialect.AnsiDialect;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.TypeTable;

/** HSQLDB: a CLOB of its cannot be compared, and it has UUIDs. */
public class VaultDialect extends AnsiDialect {
    private static final TypeTable TYPES = standardTypes()
            .makes(Text.UNBOUNDED, "VARCHAR(100000000)")
            .makes(new Uuid(), "UUID")
            .build();

    @Override
    public String label() {
        return "HSQLDB";
    }

    @Override
    public TypeTable types() {
        return TYPES;
    }
}
