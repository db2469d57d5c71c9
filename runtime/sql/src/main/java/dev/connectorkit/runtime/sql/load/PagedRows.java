package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;

/**
 * Rows of a batch, checked and read already, as a driver takes them later: a byte a field says whether it has a value, and
 * the value follows. A row that the table cannot hold leaves nothing behind.
 */
final class PagedRows implements BatchContents {
    private static final int NULL = 0;
    private static final int VALUE = 1;

    private final PagedField[] fields;
    private final int[] positions;
    private final Pages pages = new Pages();
    private int rows;

    /** No rows yet; a field for each column, and the position of its property. */
    PagedRows(PagedField[] fields, int[] positions) {
        this.fields = fields;
        this.positions = positions;
    }

    @Override
    public void add(RecordBuffer row) {
        StreamRecord record = row.record();
        long mark = pages.mark();
        try {
            for (int i = 0; i < fields.length; i++) {
                if (record.isNull(positions[i])) {
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

    int count() {
        return rows;
    }

    /** From the first row on: for each field {@link #nextIsNull}, and its value unless it is. */
    PageReader reader() {
        return new PageReader(pages);
    }

    static boolean nextIsNull(PageReader in) {
        return in.nextByte() == NULL;
    }
}
