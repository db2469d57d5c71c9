package dev.connectorkit.runtime.sql.load;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The appender of DuckDB's driver, a new one for each batch; the table has exactly the columns that are written. */
final class AppenderLoader implements BulkLoader {
    private final TableName table;
    private final AppendField[] fields;
    private final int[] positions;
    private final RowMarks marks;

    /**
     * A loader.
     *
     * @param fields   one for each column
     * @param positions of the properties that go into them
     * @param marks what follows a row's fields
     */
    AppenderLoader(TableName table, AppendField[] fields, int[] positions, RowMarks marks) {
        this.table = requireNonNull(table, "table");
        this.fields = fields;
        this.positions = positions;
        this.marks = marks;
    }

    @Override
    public BatchContents newContents() {
        return new PagedRows(fields, positions);
    }

    @Override
    public void insert(Connection connection, BatchContents contents) throws SQLException {
        try (DuckDBAppender appender = connection
                .unwrap(DuckDBConnection.class)
                .createAppender(table.catalog(), table.schema(), table.table())) {
            append((PagedRows) contents, appender);
            appender.flush(); // close() swallows what the table refuses (seen with duckdb_jdbc 2.0.0.1)
        }
    }

    private void append(PagedRows rows, DuckDBAppender appender) throws SQLException {
        PageReader in = rows.reader();
        for (int row = 0; row < rows.count(); row++) {
            appender.beginRow();
            char[] presence = marks.newPresence(fields.length);
            for (int i = 0; i < fields.length; i++) {
                int mark = PagedRows.nextMark(in);
                if (PagedRows.isValue(mark)) {
                    fields[i].append(in, appender);
                } else {
                    appender.appendNull();
                    marks.note(presence, i, PagedRows.isAbsent(mark));
                }
            }
            if (marks.haveNumber()) {
                appender.append((long) row);
            }
            if (marks.havePresence()) {
                appender.append(new String(presence));
            }
            appender.endRow();
        }
    }
}
