package dev.connectorkit.runtime.sql.ddl;

/** What may be done to a table that is there and has no place for what a stream sends; the setting {@code evolve}. */
public enum Evolve {
    /** Columns are added and widened. */
    WIDEN,
    /** The run fails before any row. */
    FAIL,
    /** The table stays as it is: properties without a column are left out, values that do not fit are invalid records. */
    IGNORE
}
