package dev.connectorkit.runtime.schema;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.json.PlainJson;
import java.util.Arrays;

/** One row being written; used again for each record of a stream. Not safe for threads. */
public final class RecordBuffer {
    private final StreamSchema schema;
    private final int headerBytes;
    private byte[] data;
    private int end;
    private long serial;

    /** A buffer for one row of that stream after another. */
    public RecordBuffer(StreamSchema schema) {
        this.schema = schema;
        this.headerBytes = schema.properties().size() * RecordLayout.SLOT_BYTES;
        this.data = new byte[headerBytes + 1024];
        this.end = headerBytes;
    }

    /** Makes all properties absent. */
    public void clear() {
        Arrays.fill(data, 0, headerBytes, (byte) 0);
        end = headerBytes;
        serial++;
    }

    /**
     * Makes all properties absent and takes text that values are then found in where they stand, see {@link #put(int, ValueKind,
     * int, int)}; {@link #end} has to follow.
     *
     * @return where the text begins in {@link #data()}; it is padded as {@link PlainJson} wants it
     */
    int begin(byte[] text, int start, int length) {
        beginText(length);
        System.arraycopy(text, start, data, headerBytes, length);
        return headerBytes;
    }

    /**
     * As {@link #begin(byte[], int, int)}, with the text of another stream's row and other text behind it.
     *
     * @return where that other text begins
     */
    int begin(RecordBuffer row, byte[] more, int moreLength) {
        int length = row.end - row.headerBytes;
        beginText(length + moreLength);
        System.arraycopy(row.data, row.headerBytes, data, headerBytes, length);
        System.arraycopy(more, 0, data, headerBytes + length, moreLength);
        return headerBytes + length;
    }

    private void beginText(int length) {
        int textEnd = headerBytes + length;
        if (data.length - textEnd < PlainJson.PADDING) {
            data = new byte[Math.max(2 * data.length, textEnd + PlainJson.PADDING)];
        }
        clear();
        Arrays.fill(data, textEnd, textEnd + PlainJson.PADDING, (byte) 0);
        end = textEnd;
    }

    /** Where a value of that other row's stands in the text that was taken from it. */
    int placeOf(RecordBuffer row, int offset) {
        return offset - row.headerBytes + headerBytes;
    }

    /** Says where the text that was taken ends; what follows in it goes. */
    void end(int textEnd) {
        end = textEnd;
    }

    byte[] data() {
        return data;
    }

    /** Tells the record that is being read from those before it. */
    long serial() {
        return serial;
    }

    /** What was written so far; valid until the buffer is written to again. */
    public StreamRecord record() {
        return new StreamRecord(schema, data, 0);
    }

    /** Bytes that {@link #copyTo} writes. */
    public int sizeInBytes() {
        return end;
    }

    /** Copies the row; it can be read there with {@link StreamRecord#at}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(data, 0, target, offset, end);
    }

    boolean isAbsent(int position) {
        return RecordLayout.kindCode(RecordLayout.slot(data, 0, position)) == ValueKind.ABSENT.code();
    }

    boolean holds(int position, ValueCheck check) {
        long slot = RecordLayout.slot(data, 0, position);
        return check.holds(data, RecordLayout.offset(slot), RecordLayout.length(slot));
    }

    /** Sets a value that stands in the text which {@link #begin} took. */
    void put(int position, ValueKind kind, int offset, int length) {
        RecordLayout.put(data, 0, position, kind, offset, length);
    }

    /** Sets NULL, TRUE or FALSE. */
    public void put(int position, ValueKind kind) {
        RecordLayout.put(data, 0, position, kind, 0, 0);
    }

    /** Sets a string, or a number by its ASCII digits. */
    public void put(int position, ValueKind kind, char[] characters, int offset, int length) {
        reserve(3 * length);
        int start = end;
        end = Utf8.encode(characters, offset, length, data, start);
        if (end < 0) {
            end = start;
            throw new RecordException(
                    InvalidRule.NUL,
                    "property \"%s\" holds a lone surrogate, which is no character"
                            .formatted(schema.properties().get(position).name()));
        }
        RecordLayout.put(data, 0, position, kind, start, end - start);
    }

    public void put(int position, ValueKind kind, String text) {
        put(position, kind, text.toCharArray(), 0, text.length());
    }

    /** Sets a value whose bytes are there already, such as nested JSON. */
    public void put(int position, ValueKind kind, byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, data, end, length);
        RecordLayout.put(data, 0, position, kind, end, length);
        end += length;
    }

    private void reserve(int bytes) {
        if (data.length - end < bytes) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, end + bytes));
        }
    }
}
