package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;

/** Rows of a batch as the bytes that COPY takes; a row that cannot be encoded leaves nothing behind. */
final class CopyRows implements BatchContents {
    private static final int MAX_DIGITS = 20;

    private final CopyField[] fields;
    private final int[] positions;
    private final RowMarks marks;
    private final Pages pages = new Pages();
    private int rows;

    /**
     * No rows yet.
     *
     * @param fields    one for each column
     * @param positions of the properties that go into them
     * @param marks what follows a row's fields
     */
    CopyRows(CopyField[] fields, int[] positions, RowMarks marks) {
        this.fields = fields;
        this.positions = positions;
        this.marks = marks;
    }

    @Override
    public void add(RecordBuffer row) {
        StreamRecord record = row.record();
        long mark = pages.mark();
        try {
            put(record);
            rows++;
        } catch (RecordException e) {
            pages.reset(mark);
            throw e;
        }
    }

    private void put(StreamRecord record) {
        for (int i = 0; i < fields.length; i++) {
            pages.reserve(3);
            if (i > 0) {
                pages.put('\t');
            }
            if (record.isNull(positions[i])) {
                pages.put('\\');
                pages.put('N');
            } else {
                fields[i].put(record, pages);
            }
        }
        pages.reserve(MAX_DIGITS + 2);
        if (marks.haveNumber()) {
            pages.put('\t');
            pages.end(TimeText.putNumber(rows, pages.page(), pages.at()));
        }
        if (marks.havePresence()) {
            putPresence(record);
        }
        pages.put('\n');
    }

    private void putPresence(StreamRecord record) {
        pages.reserve(fields.length + 2);
        pages.put('\t');
        for (int position : positions) {
            pages.put(record.isAbsent(position) ? '0' : '1');
        }
    }

    Pages pages() {
        return pages;
    }
}
