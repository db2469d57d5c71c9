package dev.connectorkit.runtime.error;

import static java.util.Objects.requireNonNull;

/** One row fails its schema or its mapping: the run stops, or the row is set aside, as {@code on_invalid} says. */
public final class RecordException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    private final InvalidRule rule;

    /**
     * A failure without its place, which the engine adds.
     *
     * @param message names property and rule, never the value
     */
    public RecordException(InvalidRule rule, String message) {
        super(requireNonNull(rule, "rule").code(), message, null);
        this.rule = rule;
    }

    /** The rule that the record breaks. */
    public InvalidRule rule() {
        return rule;
    }

    /** The same failure, with the place it happened at. */
    public RecordException at(long line, String stream) {
        RecordException located =
                new RecordException(rule, "line %d, stream \"%s\": %s".formatted(line, stream, getMessage()));
        located.setStackTrace(getStackTrace());
        return located;
    }
}
