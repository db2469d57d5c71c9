package dev.connectorkit.testkit.cases;

/** What a run has to have counted of a stream. */
public record ExpectedCounts(long read, long written, long merged, long rejected) {
    @Override
    public String toString() {
        return "read %d, written %d, merged %d, rejected %d".formatted(read, written, merged, rejected);
    }
}
