package dev.connectorkit.runtime.metrics;

/**
 * Rows of one stream so far. Not safe for threads; the session guards it.
 */
public final class StreamCounters {
    private long read;
    private long written;
    private long merged;
    private long rejected;
    private long bytes;
    private long batches;

    public void countRead(long lineBytes) {
        read++;
        bytes += lineBytes;
    }

    /** Counts a batch that is durable. */
    public void countDrained(long writtenRows, long mergedRows) {
        batches++;
        written += writtenRows;
        merged += mergedRows;
    }

    public void countRejected() {
        rejected++;
    }

    public Counts counts() {
        return new Counts(read, written, merged, rejected, bytes, batches);
    }

    /**
     * What was counted until some moment.
     *
     * @param read     records that arrived
     * @param written  rows that the destination holds because of them
     * @param merged   records that a later one of the same key in the same batch replaced
     * @param rejected records that were set aside
     * @param bytes    UTF-8 bytes of the input lines, newlines left out
     * @param batches  batches that were drained
     */
    public record Counts(long read, long written, long merged, long rejected, long bytes, long batches) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    read + other.read,
                    written + other.written,
                    merged + other.merged,
                    rejected + other.rejected,
                    bytes + other.bytes,
                    batches + other.batches);
        }
    }
}
