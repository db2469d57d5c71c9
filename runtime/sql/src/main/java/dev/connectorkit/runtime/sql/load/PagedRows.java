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
    private static final int ABSENT = 2;

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
                    PageReader.putByte(record.isAbsent(positions[i]) ? ABSENT : NULL, pages);
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

    /** From the first row on: for each field {@link #nextMark}, and its value if there is one. */
    PageReader reader() {
        return new PageReader(pages);
    }

    /** What stands before a field: {@link #isValue} or not, and if not {@link #isAbsent} or null. */
    static int nextMark(PageReader in) {
        return in.nextByte();
    }

    /** Whether the field's value follows. */
    static boolean isValue(int mark) {
        return mark == VALUE;
    }

    /** Whether the record did not have the property. */
    static boolean isAbsent(int mark) {
        return mark == ABSENT;
    }
}
