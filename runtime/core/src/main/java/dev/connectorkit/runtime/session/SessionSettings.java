package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchLimits;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.mapping.MappingSettings;
import dev.connectorkit.runtime.settings.RuntimeSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.state.StateMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine is told of the settings.
 *
 * @param policy            whether {@code limits} concern each stream or all together
 * @param stateWait         longest time that a state waits for rows before these are drained
 * @param memoryLimitBytes  bytes of input lines in all batches that are filling or draining
 * @param maxParallelism    batches that drain at a time
 * @param retryAttempts     attempts at a batch, the first included
 * @param retryTime         time for all of them
 */
public record SessionSettings(
        BatchPolicy policy,
        BatchLimits limits,
        Duration stateWait,
        long memoryLimitBytes,
        int maxParallelism,
        StateMode stateMode,
        MappingSettings mapping,
        boolean activateVersion,
        int retryAttempts,
        Duration retryTime) {
    private static final long ROWS_PER_STREAM = 10_000;
    private static final long BYTES_PER_STREAM = 16 * RuntimeSettings.MEBIBYTE;
    private static final long BYTES_OF_ALL_STREAMS = 100 * RuntimeSettings.MEBIBYTE;

    public SessionSettings {
        requireNonNull(policy, "policy");
        requireNonNull(limits, "limits");
        requireNonNull(stateWait, "stateWait");
        requireNonNull(stateMode, "stateMode");
        requireNonNull(mapping, "mapping");
        requireNonNull(retryTime, "retryTime");
    }

    /**
     * Picks what the engine needs, with the defaults of the policy.
     *
     * @throws SettingsException if a number is out of its range; the message names all of them
     */
    public static SessionSettings from(Settings settings, BatchPolicy policy) {
        requirePositive(
                settings,
                "batch_size_rows",
                "batch_size_bytes",
                "batch_wait_limit_seconds",
                "state_wait_limit_seconds",
                "memory_limit_bytes",
                "max_parallelism",
                "max_line_bytes",
                "retry_attempts",
                "retry_max_seconds",
                "shutdown_grace_seconds");
        boolean perStream = policy == BatchPolicy.PER_STREAM;
        BatchLimits limits = new BatchLimits(
                settings.optionalInteger("batch_size_rows").orElse(perStream ? ROWS_PER_STREAM : Long.MAX_VALUE),
                batchBytes(settings, perStream ? BYTES_PER_STREAM : BYTES_OF_ALL_STREAMS),
                Duration.ofSeconds(settings.integer("batch_wait_limit_seconds")));
        return new SessionSettings(
                policy,
                limits,
                Duration.ofSeconds(settings.integer("state_wait_limit_seconds")),
                Math.max(settings.integer("memory_limit_bytes"), perStream ? 1 : limits.maxBytes()),
                perStream ? (int) Math.min(256, settings.integer("max_parallelism")) : 1,
                settings.optionalString("state_mode")
                        .map(mode -> mode.equals("bookmarks") ? StateMode.BOOKMARKS : StateMode.WHOLE)
                        .orElse(perStream ? StateMode.WHOLE : StateMode.BOOKMARKS),
                MappingSettings.from(settings),
                settings.flag("activate_version"),
                (int) Math.min(Integer.MAX_VALUE, settings.integer("retry_attempts")),
                Duration.ofSeconds(settings.integer("retry_max_seconds")));
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
