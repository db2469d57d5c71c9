package dev.connectorkit.runtime.sink;

/** Whether a limit concerns each stream or all of them. */
public enum BatchPolicy {
    /** Each stream fills batches of its own, and streams drain in parallel (the Singer SDK's way). */
    PER_STREAM,
    /** All streams together fill one set, which is drained stream by stream (Mage's way). */
    ALL_STREAMS
}
