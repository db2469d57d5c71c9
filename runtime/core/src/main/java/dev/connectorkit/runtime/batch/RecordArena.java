package dev.connectorkit.runtime.batch;

import static java.util.Objects.checkIndex;

import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Rows one behind the other in pages of bytes; records are made as views when they are asked for. */
public final class RecordArena implements BatchContents {
    private static final int PAGE_BYTES = 256 * 1024;

    private final StreamSchema schema;
    private final List<byte[]> pages = new ArrayList<>();
    private int usedOfLastPage;
    private long[] places = new long[64];
    private int rows;

    /** An empty arena for rows of that stream. */
    public RecordArena(StreamSchema schema) {
        this.schema = schema;
    }

    @Override
    public void add(RecordBuffer row) {
        int size = row.sizeInBytes();
        if (pages.isEmpty() || lastPage().length - usedOfLastPage < size) {
            pages.add(new byte[Math.max(size, pages.isEmpty() ? 8 * 1024 : PAGE_BYTES)]);
            usedOfLastPage = 0;
        }
        row.copyTo(lastPage(), usedOfLastPage);
        if (rows == places.length) {
            places = Arrays.copyOf(places, 2 * rows);
        }
        places[rows++] = ((long) (pages.size() - 1) << 32) | usedOfLastPage;
        usedOfLastPage += size;
    }

    /** The rows in the order they came; each access makes a view. */
    public List<StreamRecord> records() {
        return new Records();
    }

    private byte[] lastPage() {
        return pages.get(pages.size() - 1);
    }

    private final class Records extends AbstractList<StreamRecord> implements RandomAccess {
        @Override
        public StreamRecord get(int index) {
            long place = places[checkIndex(index, rows)];
            return StreamRecord.at(schema, pages.get((int) (place >>> 32)), (int) place);
        }

        @Override
        public int size() {
            return rows;
        }
    }
}
