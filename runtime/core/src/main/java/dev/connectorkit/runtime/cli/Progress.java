package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.cli.internal.ProcessLog;
import dev.connectorkit.runtime.session.RunSummary;
import dev.connectorkit.runtime.settings.RuntimeSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A line at the foot of a terminal: rows, bytes, rows per second, and the time left where the input is a file. Nothing is
 * looked at or loaded for it before a run has lasted {@link #SHOWN_AFTER}, so that short runs do not pay for it.
 */
final class Progress implements AutoCloseable {
    static final Duration SHOWN_AFTER = Duration.ofSeconds(2);

    private static final int NEVER_BY_ITSELF = Integer.MAX_VALUE;
    /** Of a terminal that is no wider than most, one column left free so that the cursor stays in its line. */
    private static final int WIDTH = 79;

    private final BooleanSupplier isTerminal;
    private final LongSupplier bytesRead;
    private final OptionalLong bytesInAll;
    private final Supplier<RunSummary> summary;
    private final Clock clock;
    private final long startedAtMillis;
    private boolean decided;
    private @Nullable ProgressBar bar;

    /**
     * A progress that begins now.
     *
     * @param isTerminal asked once, when there is something to show
     * @param bytesInAll bytes of the input, where that is known
     */
    Progress(
            BooleanSupplier isTerminal,
            LongSupplier bytesRead,
            OptionalLong bytesInAll,
            Supplier<RunSummary> summary,
            Clock clock) {
        this.isTerminal = isTerminal;
        this.bytesRead = bytesRead;
        this.bytesInAll = bytesInAll;
        this.summary = summary;
        this.clock = clock;
        this.startedAtMillis = clock.millis();
    }

    /** Draws the line anew, once it is time for one. */
    synchronized void tick() {
        long millis = clock.millis() - startedAtMillis;
        if (!decided && millis >= SHOWN_AFTER.toMillis()) {
            decided = true;
            bar = isTerminal.getAsBoolean() ? newBar(millis) : null;
        }
        if (bar != null) {
            long rows = summary.get().total().read();
            bar.setExtraMessage(
                    String.format(Locale.ROOT, " %,d rows, %,d rows/s", rows, rows * 1000 / Math.max(1, millis)));
            bar.stepTo(bytesRead.getAsLong());
            bar.refresh();
        }
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        decided = true;
        if (bar != null) {
            bar.close();
            bar = null;
            ProcessLog.foot("");
        }
    }

    private ProgressBar newBar(long elapsedMillis) {
        return new ProgressBarBuilder()
                .setTaskName("loading")
                .setInitialMax(bytesInAll.orElse(-1))
                .startsFrom(0, Duration.ofMillis(elapsedMillis))
                .setUnit(" MiB", RuntimeSettings.MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(NEVER_BY_ITSELF)
                .setConsumer(new DelegatingProgressBarConsumer(ProcessLog::foot, WIDTH))
                .build();
    }
}
