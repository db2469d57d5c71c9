package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.sql.dialect.AnsiDialect;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;

/** A dialect that is no part of the kit, as an author would write one: what HSQLDB spells otherwise than the standard. */
public final class HsqldbDialect extends AnsiDialect {
    private static final String LONG_TEXT = "VARCHAR(100000000)";

    @Override
    public String label() {
        return "HSQLDB";
    }

    /** A CLOB is kept apart from its row, and compared with nothing (HSQLDB's manual, Binary and Character Large Objects). */
    @Override
    public String spell(ColumnType type) {
        return type.equals(Text.UNBOUNDED) ? LONG_TEXT : type instanceof Uuid ? "UUID" : super.spell(type);
    }

    @Override
    public ColumnType existingType(String databaseType) {
        return databaseType.equals(LONG_TEXT)
                ? Text.UNBOUNDED
                : databaseType.equals("UUID") ? new Uuid() : super.existingType(databaseType);
    }
}
