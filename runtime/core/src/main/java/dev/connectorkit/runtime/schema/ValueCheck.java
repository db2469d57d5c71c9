package dev.connectorkit.runtime.schema;

/** A condition on a value beyond its JSON type, compiled once a stream. */
@FunctionalInterface
interface ValueCheck {
    /**
     * Looks at a value that is not null.
     *
     * @throws dev.connectorkit.runtime.error.RecordException if it breaks the condition
     */
    void check(RecordBuffer record, int position, ValueKind kind);
}
