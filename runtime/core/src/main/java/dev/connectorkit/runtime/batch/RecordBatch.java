package dev.connectorkit.runtime.batch;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.TreeSet;

/**
 * Rows of one stream that are drained together. Filled by the reading thread; a sink gets it when it is full and has it
 * alone while {@code processBatch} runs. What a sink does not report on is written when {@code processBatch} returns.
 */
public final class RecordBatch {
    private final StreamSchema stream;
    private final String id;
    private final BatchContents contents;
    private final long firstPosition;
    private final long openedAtMillis;
    private int rows;
    private long sizeInBytes;
    private long[] lines = new long[64];

    /** Rows that {@link #records()} still gives; all of them at first. */
    private List<Integer> remaining = List.of();

    private boolean isAgain;
    private final List<Rejection> rejections = new ArrayList<>();
    private long merged;

    private final TreeSet<Integer> attemptAgain = new TreeSet<>();
    private final List<Rejection> attemptRejections = new ArrayList<>();
    private int attemptMerged;

    /**
     * A record that the destination refused.
     *
     * @param line   its line in the input, from 1
     * @param record valid while the batch is
     * @param reason why, without values
     */
    public record Rejection(long line, StreamRecord record, String reason) {}

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

    /**
     * Adds a row.
     *
     * @param line      its line in the input, from 1
     * @param lineBytes UTF-8 bytes of that line
     * @throws dev.connectorkit.runtime.error.RecordException if the sink's encoding cannot hold it; the batch is as before
     */
    public void add(RecordBuffer row, long line, int lineBytes) {
        contents.add(row);
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
        sizeInBytes += lineBytes;
    }

    /** The stream, by the schema that all rows of the batch were read with. */
    public StreamSchema stream() {
        return stream;
    }

    /** The same on every attempt, so that it can serve as an idempotency key. */
    public String id() {
        return id;
    }

    /**
     * The rows to write now, in the order they came; views that are valid while the batch is being processed. On a further
     * attempt, those that were reported to be tried again, if any were, else all.
     *
     * @throws IllegalStateException if the sink holds its rows in an encoding of its own
     */
    public List<StreamRecord> records() {
        if (!(contents instanceof RecordArena arena)) {
            throw new IllegalStateException(
                    "the rows are encoded as " + contents.getClass().getSimpleName() + "; ask contents() for them");
        }
        return isAgain ? new Remaining(arena.records()) : arena.records();
    }

    /** What the sink had its rows put into. */
    public BatchContents contents() {
        return contents;
    }

    /** All rows, whatever was reported of them. */
    public int rows() {
        return rows;
    }

    /** UTF-8 bytes of the input lines, newlines left out. */
    public long sizeInBytes() {
        return sizeInBytes;
    }

    /**
     * Says how many of {@link #records()} became no row of their own, since a later one with the same key replaced them. Set,
     * not added to, so that a second attempt counts once.
     */
    public void reportMerged(int mergedRows) {
        attemptMerged = mergedRows;
    }

    /**
     * Says that the destination refuses one of {@link #records()}; what becomes of it, {@code on_invalid} decides.
     *
     * @param reason why, without values of the record
     */
    public void reportRejected(int index, String reason) {
        attemptRejections.add(new Rejection(lines[rowOf(index)], records().get(index), reason));
    }

    /** Says that one of {@link #records()} was not written and is to be tried again, alone or with others like it. */
    public void reportAgain(int index) {
        attemptAgain.add(rowOf(index));
    }

    /** Forgets what an attempt that failed half-way has reported; the engine calls it before each attempt. */
    public void beginAttempt() {
        attemptAgain.clear();
        attemptRejections.clear();
        attemptMerged = 0;
    }

    /** Takes what the attempt reported as final; false if rows are to be tried again. */
    public boolean endAttempt() {
        merged += attemptMerged;
        rejections.addAll(attemptRejections);
        remaining = List.copyOf(attemptAgain);
        isAgain = !remaining.isEmpty();
        return !isAgain;
    }

    /** Rows that all attempts reported as merged. */
    public long merged() {
        return merged;
    }

    /** Records that all attempts reported as refused. */
    public List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    /** Position of the first record in the input, as the ledger counts. */
    public long firstPosition() {
        return firstPosition;
    }

    /** When the first row came, in milliseconds since 1970. */
    public long openedAtMillis() {
        return openedAtMillis;
    }

    private int rowOf(int index) {
        return isAgain ? remaining.get(index) : index;
    }

    @Override
    public String toString() {
        return "RecordBatch[%s, %s, %d rows, %d bytes]".formatted(stream.name(), id, rows, sizeInBytes);
    }

    private final class Remaining extends AbstractList<StreamRecord> implements RandomAccess {
        private final List<StreamRecord> all;
        private final List<Integer> chosen = remaining;

        Remaining(List<StreamRecord> all) {
            this.all = all;
        }

        @Override
        public StreamRecord get(int index) {
            return all.get(chosen.get(index));
        }

        @Override
        public int size() {
            return chosen.size();
        }
    }
}
