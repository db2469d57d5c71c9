package dev.connectorkit.runtime.sql.dialect;

/** The fastest way that a database has to take rows in. */
public enum LoadPath {
    /** COPY … FROM STDIN in text format, by the PostgreSQL driver's CopyManager. */
    POSTGRES_COPY,
    /** The appender of DuckDB's driver. */
    DUCKDB_APPENDER,
    /** A prepared INSERT in batches, by the faces of JDBC alone. */
    PREPARED_BATCH
}
