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

    public void countRead(long lineBytes) {
        read++;
        bytes += lineBytes;
    }

    public void countDrained(long writtenRows, long mergedRows) {
        written += writtenRows;
        merged += mergedRows;
    }

    public void countRejected() {
        rejected++;
    }

    public Counts counts() {
        return new Counts(read, written, merged, rejected, bytes);
    }

    /**
     * What was counted until some moment.
     *
     * @param read     records that arrived
     * @param written  rows that the destination holds because of them
     * @param merged   records that a later one of the same key in the same batch replaced
     * @param rejected records that were set aside
     * @param bytes    UTF-8 bytes of the input lines, newlines left out
     */
    public record Counts(long read, long written, long merged, long rejected, long bytes) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    read + other.read,
                    written + other.written,
                    merged + other.merged,
                    rejected + other.rejected,
                    bytes + other.bytes);
        }
    }
}
