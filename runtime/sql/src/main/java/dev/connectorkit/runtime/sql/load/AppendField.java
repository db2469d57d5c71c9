package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamRecord;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Takes one property's value, which is not null, to DuckDB's appender in two steps, each on a thread of its own. */
interface AppendField {
    /**
     * Writes the value down in the form that {@link #append} reads.
     *
     * @throws dev.connectorkit.runtime.error.RecordException if the column cannot hold it
     */
    void put(StreamRecord record, Pages out);

    void append(PageReader in, DuckDBAppender appender) throws SQLException;
}
