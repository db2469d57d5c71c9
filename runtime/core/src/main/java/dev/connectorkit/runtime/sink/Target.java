package dev.connectorkit.runtime.sink;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.util.List;
import java.util.Optional;

/**
 * A system that streams are loaded into. One instance serves one run. What its sinks share lives here and has to be safe
 * for threads, since streams drain in parallel.
 */
public abstract class Target {
    /**
     * Proves that the system can be reached and entered; called before anything is read.
     *
     * @throws dev.connectorkit.runtime.error.ConnectionException if it cannot
     */
    public void testConnection() {}

    /**
     * Proves that streams may be loaded, and leaves nothing behind; called after {@link #testConnection}, by
     * {@code --test_connection} only.
     *
     * @throws dev.connectorkit.runtime.error.ConnectionException if a right is missing
     */
    public void testRights() {}

    /** Called once, before anything is read. */
    public void setup() {}

    /**
     * Makes a sink of a stream: one for each of its lanes, again for each SCHEMA that differs from the one before. Called by
     * the reading thread.
     */
    public abstract Sink sink(StreamSchema stream);

    /**
     * How many sinks of the stream may write at the same time; each then has rows of other keys. The setting
     * {@code stream_parallelism} can lower it.
     */
    public int maxLanes(StreamSchema stream) {
        return 1;
    }

    /**
     * Where rows and states are kept together, for the setting {@code state_backend: table}; none unless the target says so.
     * The engine then drains one batch at a time, tries none again, and commits at STATEs only.
     */
    public Optional<EpochStore> epochStore() {
        return Optional.empty();
    }

    /**
     * Says what making the sink of a stream ready would change in the system, a statement each, and changes nothing. Streams
     * that were planned before count as made. For {@code --plan}; called by one thread.
     *
     * @throws SettingsException if the target cannot tell
     */
    public List<String> plan(StreamSchema stream) {
        throw new SettingsException(
                ErrorCode.USAGE, "--plan: this connector changes no tables, so it has no plan of them");
    }

    /** How batches are cut where the settings do not say. */
    public BatchPolicy batchPolicy() {
        return BatchPolicy.PER_STREAM;
    }

    /** Rows of one stream that fill a batch where the settings do not say; at least 1. */
    public long batchRows() {
        return 10_000;
    }

    /** Called exactly once at the end of a run, also after a failure or a signal. */
    public void cleanUp() {}
}
