package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchLimits;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.mapping.MappingSettings;
import dev.connectorkit.runtime.settings.RuntimeSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.StateBackend;
import dev.connectorkit.runtime.state.StateMode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the engine is told of the settings.
 *
 * @param policy            whether {@code limits} concern each stream or all together
 * @param stateWait         longest time that a state waits for rows before these are drained
 * @param memoryLimitBytes  bytes of input lines in all batches that are filling or draining
 * @param maxParallelism    batches that drain at a time
 * @param streamParallelism batches of one stream that drain at a time, where the target takes as many
 * @param maxLineBytes      longest line of input and of BATCH files
 * @param batchRoot         folder that BATCH files are read below
 */
public record SessionSettings(
        BatchPolicy policy,
        BatchLimits limits,
        Duration stateWait,
        long memoryLimitBytes,
        int maxParallelism,
        int streamParallelism,
        StateMode stateMode,
        StateBackend stateBackend,
        MappingSettings mapping,
        boolean activateVersion,
        RetrySettings retry,
        InvalidRecordSettings invalidRecords,
        int maxLineBytes,
        Optional<Path> batchRoot) {
    private static final long BYTES_PER_STREAM = 16 * RuntimeSettings.MEBIBYTE;
    private static final long BYTES_OF_ALL_STREAMS = 100 * RuntimeSettings.MEBIBYTE;
    private static final int MOST_WORKERS = 256;

    /** No setting lets a line be longer: a row's slots hold offsets of 28 bits. */
    private static final int LONGEST_LINE_BYTES = 256 * 1024 * 1024 - 1;

    public SessionSettings {
        requireNonNull(policy, "policy");
        requireNonNull(limits, "limits");
        requireNonNull(stateWait, "stateWait");
        requireNonNull(stateMode, "stateMode");
        requireNonNull(stateBackend, "stateBackend");
        requireNonNull(mapping, "mapping");
        requireNonNull(retry, "retry");
        requireNonNull(invalidRecords, "invalidRecords");
        requireNonNull(batchRoot, "batchRoot");
    }

    /**
     * Picks what the engine needs, with the defaults of the target and its policy.
     *
     * @throws SettingsException if a number is out of its range; the message names all of them
     */
    public static SessionSettings from(Settings settings, Target target) {
        BatchPolicy policy = target.batchPolicy();
        requirePositive(
                settings,
                "batch_size_rows",
                "batch_size_bytes",
                "batch_wait_limit_seconds",
                "state_wait_limit_seconds",
                "memory_limit_bytes",
                "max_parallelism",
                "stream_parallelism",
                "max_line_bytes",
                "retry_attempts",
                "retry_max_seconds",
                "shutdown_grace_seconds");
        boolean perStream = policy == BatchPolicy.PER_STREAM;
        StateMode stateMode = stateMode(settings, perStream);
        StateBackend stateBackend = stateBackend(settings, stateMode);
        boolean inEpochs = stateBackend == StateBackend.TABLE;
        BatchLimits limits = new BatchLimits(
                settings.optionalInteger("batch_size_rows").orElse(perStream ? target.batchRows() : Long.MAX_VALUE),
                batchBytes(settings, perStream ? BYTES_PER_STREAM : BYTES_OF_ALL_STREAMS),
                Duration.ofSeconds(settings.integer("batch_wait_limit_seconds")));
        return new SessionSettings(
                policy,
                limits,
                Duration.ofSeconds(settings.integer("state_wait_limit_seconds")),
                Math.max(settings.integer("memory_limit_bytes"), perStream ? 1 : 2 * limits.maxBytes()),
                perStream && !inEpochs ? (int) Math.min(MOST_WORKERS, settings.integer("max_parallelism")) : 1,
                perStream && !inEpochs
                        ? (int) Math.min(
                                MOST_WORKERS,
                                settings.optionalInteger("stream_parallelism").orElse(MOST_WORKERS))
                        : 1,
                stateMode,
                stateBackend,
                MappingSettings.from(settings),
                settings.flag("activate_version") && settings.flag("process_activate_version_messages"),
                retry(settings, inEpochs),
                InvalidRecordSettings.from(settings),
                maxLineBytes(settings),
                batchRoot(settings));
    }

    /** The longest line that a reader of the input takes. */
    public static int maxLineBytes(Settings settings) {
        return (int) Math.min(LONGEST_LINE_BYTES, settings.integer("max_line_bytes"));
    }

    /** The same, where the driver decides on states and on records that cannot be loaded. */
    public SessionSettings with(StateMode states, InvalidRecordSettings records) {
        return new SessionSettings(
                policy,
                limits,
                stateWait,
                memoryLimitBytes,
                maxParallelism,
                streamParallelism,
                states,
                stateBackend,
                mapping,
                activateVersion,
                retry,
                records,
                maxLineBytes,
                batchRoot);
    }

    private static StateMode stateMode(Settings settings, boolean perStream) {
        return settings.optionalString("state_mode")
                .map(mode -> mode.equals("bookmarks") ? StateMode.BOOKMARKS : StateMode.WHOLE)
                .orElse(perStream ? StateMode.WHOLE : StateMode.BOOKMARKS);
    }

    /** Follows from what else is given where the setting is not; a run keeps its states in one place. */
    private static StateBackend stateBackend(Settings settings, StateMode mode) {
        boolean hasFile = settings.has("state_file_path");
        String backend = settings.optionalString("state_backend").orElse(hasFile ? "file" : "stdout");
        if (hasFile != backend.equals("file")) {
            throw wrongBackend(
                    backend,
                    hasFile
                            ? "state_file_path (or --state) names a file; a run has one place for its state"
                            : "state_file_path (or --state) has to name it");
        }
        if (!backend.equals("table")) {
            return hasFile ? StateBackend.FILE : StateBackend.STDOUT;
        }
        if (settings.optionalString("state_id").orElse("").isBlank()) {
            throw wrongBackend(backend, "state_id has to name the pipeline whose state it is");
        }
        if (mode != StateMode.WHOLE) {
            throw wrongBackend(backend, "state_mode has to be whole: merged bookmarks are no cut through the rows");
        }
        if (settings.optionalString("load_method").orElse("").equals("overwrite")) {
            throw wrongBackend(backend, "load_method overwrite swaps its tables at the end only; use one of the two");
        }
        return StateBackend.TABLE;
    }

    private static SettingsException wrongBackend(String backend, String why) {
        return new SettingsException(
                ErrorCode.CONFIG_INVALID, "configuration: state_backend is %s, and %s".formatted(backend, why));
    }

    /** Inside an epoch nothing is tried again: what the attempt before has left in the transaction is not known. */
    private static RetrySettings retry(Settings settings, boolean inEpochs) {
        BigDecimal delay = settings.number("retry_delay_seconds");
        Duration time = Duration.ofSeconds(settings.integer("retry_max_seconds"));
        Duration firstDelay = Duration.ofNanos(delay.movePointRight(9).longValue());
        if (firstDelay.isNegative() || firstDelay.isZero() || firstDelay.compareTo(time) >= 0) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"retry_delay_seconds\" has to be above 0 and below retry_max_seconds");
        }
        return new RetrySettings(
                inEpochs ? 1 : (int) Math.min(Integer.MAX_VALUE, settings.integer("retry_attempts")), time, firstDelay);
    }

    private static Optional<Path> batchRoot(Settings settings) {
        return settings.optionalJson("batch_config")
                .map(config -> config.path("storage").path("root").textValue())
                .map(root -> Path.of(root.startsWith("file://") ? root.substring("file://".length()) : root));
    }

    private static long batchBytes(Settings settings, long byDefault) {
        if (settings.has("batch_size_bytes") && settings.has("maximum_batch_size_mb")) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: batch_size_bytes and maximum_batch_size_mb are the same setting; give one of them");
        }
        long bytes = settings.optionalNumber("maximum_batch_size_mb")
                .map(mebibytes -> mebibytes
                        .multiply(BigDecimal.valueOf(RuntimeSettings.MEBIBYTE))
                        .longValue())
                .orElse(byDefault);
        if (bytes < 1) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "configuration: setting \"maximum_batch_size_mb\" has to be above 0");
        }
        return settings.optionalInteger("batch_size_bytes").orElse(bytes);
    }

    private static void requirePositive(Settings settings, String... names) {
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            if (settings.optionalInteger(name).orElse(1) < 1) {
                problems.add("setting \"" + name + "\" has to be 1 or more");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", problems));
        }
    }
}
