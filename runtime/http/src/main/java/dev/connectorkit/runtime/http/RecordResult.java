package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

/** What became of one record of a request, as its answer says. */
public sealed interface RecordResult {
    RecordResult WRITTEN = new Written();
    RecordResult MERGED = new Merged();
    RecordResult AGAIN = new Again();

    /** The system refuses it for good; what then becomes of it, {@code on_invalid} decides. */
    static RecordResult rejected(String reason) {
        return new Rejected(reason);
    }

    /** It is in the system, durably. */
    record Written() implements RecordResult {}

    /** It became no row of its own, since one with the same key took its place. */
    record Merged() implements RecordResult {}

    /**
     * The system refuses it.
     *
     * @param reason why, without values of the record: it is logged
     */
    record Rejected(String reason) implements RecordResult {
        public Rejected {
            requireNonNull(reason, "reason");
        }
    }

    /** It is not in the system, and may be when it is sent again. */
    record Again() implements RecordResult {}
}
