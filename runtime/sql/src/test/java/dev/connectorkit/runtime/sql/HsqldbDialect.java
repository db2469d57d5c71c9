package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.sql.dialect.AnsiDialect;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.TypeTable;

/** A dialect that is no part of the kit, as an author would write one: what HSQLDB spells otherwise than the standard. */
public final class HsqldbDialect extends AnsiDialect {
    /** A CLOB is kept apart from its row, and compared with nothing (HSQLDB's manual, Binary and Character Large Objects). */
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

    @Override
    public boolean hasWindowFunctions() {
        return false;
    }
}
