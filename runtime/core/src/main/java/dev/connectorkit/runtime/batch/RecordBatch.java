package dev.connectorkit.runtime.batch;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.util.List;

/**
 * Rows of one stream that are drained together. Filled by the reading thread; a sink gets it when it is full and has it
 * alone while {@code processBatch} runs.
 */
public final class RecordBatch {
    private final StreamSchema stream;
    private final String id;
    private final BatchContents contents;
    private final long firstPosition;
    private final long openedAtMillis;
    private int rows;
    private long sizeInBytes;
    private int merged;

    /**
     * An empty batch.
     *
     * @param id            the same on every attempt to drain this batch
     * @param firstPosition position of the first record in the input, see {@code StateLedger}
     */
    public RecordBatch(
            StreamSchema stream, String id, BatchContents contents, long firstPosition, long openedAtMillis) {
        this.stream = requireNonNull(stream, "stream");
        this.id = requireNonNull(id, "id");
        this.contents = requireNonNull(contents, "contents");
        this.firstPosition = firstPosition;
        this.openedAtMillis = openedAtMillis;
    }

    public void add(RecordBuffer row, int lineBytes) {
        contents.add(row);
        rows++;
        sizeInBytes += lineBytes;
    }

    public StreamSchema stream() {
        return stream;
    }

    /** The same on every attempt, so that it can serve as an idempotency key. */
    public String id() {
        return id;
    }

    /**
     * The rows, in the order they came; views that are valid while the batch is being processed.
     *
     * @throws IllegalStateException if the sink holds its rows in an encoding of its own
     */
    public List<StreamRecord> records() {
        if (contents instanceof RecordArena arena) {
            return arena.records();
        }
        throw new IllegalStateException(
                "the rows are encoded as " + contents.getClass().getSimpleName() + "; ask contents() for them");
    }

    /** What the sink had its rows put into. */
    public BatchContents contents() {
        return contents;
    }

    public int rows() {
        return rows;
    }

    /** UTF-8 bytes of the input lines, newlines left out. */
    public long sizeInBytes() {
        return sizeInBytes;
    }

    /**
     * Says how many rows of the batch became no row of their own, since a later one with the same key replaced them. Set,
     * not added to, so that a second attempt counts once.
     */
    public void reportMerged(int mergedRows) {
        merged = mergedRows;
    }

    public int merged() {
        return merged;
    }

    public long firstPosition() {
        return firstPosition;
    }

    public long openedAtMillis() {
        return openedAtMillis;
    }

    @Override
    public String toString() {
        return "RecordBatch[%s, %s, %d rows, %d bytes]".formatted(stream.name(), id, rows, sizeInBytes);
    }
}
