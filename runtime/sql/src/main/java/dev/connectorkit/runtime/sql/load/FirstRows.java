package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.copy.CopyIn;

/**
 * Rows of a batch for a table that has none yet: of rows with the same key only one is sent, so that they can go into the
 * table itself. Keys are compared as they are encoded; two spellings of one number stay two, and the table refuses them.
 */
final class FirstRows implements BatchContents {
    private final CopyRows rows;
    private final CopyField[] fields;
    private final int[] keys;
    private final boolean firstWins;
    private final Map<ByteBuffer, Integer> rowOfKey = new HashMap<>();
    private final BitSet superseded = new BitSet();
    private final Pages key = new Pages();
    private final long noKey = key.mark();
    private long[] starts = new long[64];
    private int count;

    /**
     * No rows yet.
     *
     * @param rows      what they are encoded into, without marks
     * @param fields    one for each column
     * @param keys      those of the key's columns
     * @param firstWins whether of equal keys the first row is sent, instead of the last
     */
    FirstRows(CopyRows rows, CopyField[] fields, int[] keys, boolean firstWins) {
        this.rows = rows;
        this.fields = fields;
        this.keys = keys;
        this.firstWins = firstWins;
    }

    @Override
    public void add(RecordBuffer row) {
        long start = rows.pages().mark();
        rows.add(row);
        ByteBuffer keyOfRow = key(row.record());
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count] = start;
        Integer other = rowOfKey.putIfAbsent(keyOfRow, count);
        if (other != null && firstWins) {
            superseded.set(count);
        } else if (other != null) {
            superseded.set(other);
            rowOfKey.put(keyOfRow, count);
        }
        count++;
    }

    private ByteBuffer key(StreamRecord record) {
        key.reset(noKey);
        for (int field : keys) {
            fields[field].put(record, key);
            key.reserve(1);
            key.put('\t');
        }
        return ByteBuffer.wrap(key.copy(noKey, key.mark()));
    }

    /** Rows that are not sent, since another one has their key. */
    int superseded() {
        return superseded.cardinality();
    }

    /** Sends the rows, each with its number behind it if asked. */
    void writeTo(CopyIn copy, boolean numbered) throws SQLException {
        for (int row = superseded.nextClearBit(0); row < count; ) {
            int end = numbered ? row + 1 : nextSuperseded(row);
            long from = starts[row];
            long to = end < count ? starts[end] : rows.pages().mark();
            if (numbered) {
                rows.pages().writeTo(copy, from, to, 1);
                byte[] number = ("\t" + row + "\n").getBytes(StandardCharsets.US_ASCII);
                copy.writeToCopy(number, 0, number.length);
            } else {
                rows.pages().writeTo(copy, from, to, 0);
            }
            row = superseded.nextClearBit(end);
        }
    }

    private int nextSuperseded(int row) {
        int next = superseded.nextSetBit(row);
        return next < 0 ? count : next;
    }
}
