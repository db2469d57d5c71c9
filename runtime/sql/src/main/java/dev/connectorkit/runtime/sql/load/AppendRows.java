package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/**
 * Rows of a batch, checked and read already, as the appender takes them: a byte a field says whether it has a value, and the
 * value follows. A row that the table cannot hold leaves nothing behind.
 */
final class AppendRows implements BatchContents {
    private static final int NULL = 0;
    private static final int VALUE = 1;

    private final AppendField[] fields;
    private final boolean numbered;
    private final Pages pages = new Pages();
    private int rows;

    /**
     * No rows yet.
     *
     * @param fields   one for each of the stream's properties
     * @param numbered whether each row ends with its number in the batch, from 0
     */
    AppendRows(AppendField[] fields, boolean numbered) {
        this.fields = fields;
        this.numbered = numbered;
    }

    @Override
    public void add(RecordBuffer row) {
        StreamRecord record = row.record();
        long mark = pages.mark();
        try {
            for (int i = 0; i < fields.length; i++) {
                if (record.isNull(i)) {
                    PageReader.putByte(NULL, pages);
                } else {
                    PageReader.putByte(VALUE, pages);
                    fields[i].put(record, pages);
                }
            }
            rows++;
        } catch (RecordException e) {
            pages.reset(mark);
            throw e;
        }
    }

    void appendTo(DuckDBAppender appender) throws SQLException {
        PageReader in = new PageReader(pages);
        for (int row = 0; row < rows; row++) {
            appender.beginRow();
            for (AppendField field : fields) {
                if (in.nextByte() == NULL) {
                    appender.appendNull();
                } else {
                    field.append(in, appender);
                }
            }
            if (numbered) {
                appender.append((long) row);
            }
            appender.endRow();
        }
    }
}
