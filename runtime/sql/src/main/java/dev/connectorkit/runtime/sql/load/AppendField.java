package dev.connectorkit.runtime.sql.load;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Takes one property's value, which is not null, to DuckDB's appender in two steps, each on a thread of its own. */
interface AppendField extends PagedField {
    void append(PageReader in, DuckDBAppender appender) throws SQLException;
}
