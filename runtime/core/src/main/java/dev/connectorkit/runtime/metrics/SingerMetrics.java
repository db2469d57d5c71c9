package dev.connectorkit.runtime.metrics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes measurements into the log as the Singer SDK does: {@code METRIC: {…}} (singer_sdk/metrics.py). Safe for threads. */
public final class SingerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(SingerMetrics.class);
    private static final long PID = ProcessHandle.current().pid();

    private SingerMetrics() {}

    /** Records of a stream that arrived since the last such line. */
    public static void recordCount(String stream, long records) {
        if (LOG.isInfoEnabled()) {
            LOG.atInfo()
                    .addKeyValue("stream", stream)
                    .log("METRIC: {}", line("counter", "record_count", Long.toString(records), stream, ""));
        }
    }

    /** How long a batch took to drain, all attempts together. */
    public static void batchProcessingTime(String stream, Duration time, boolean succeeded) {
        if (LOG.isInfoEnabled()) {
            String seconds = String.format(Locale.ROOT, "%.6f", time.toNanos() / 1e9);
            String status = ",\"status\":\"" + (succeeded ? "succeeded" : "failed") + "\"";
            LOG.atInfo()
                    .addKeyValue("stream", stream)
                    .log("METRIC: {}", line("timer", "batch_processing_time", seconds, stream, status));
        }
    }

    private static String line(String type, String metric, String value, String stream, String moreTags) {
        return "{\"type\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"tags\":{\"stream\":\"%s\",\"pid\":%d%s}}"
                .formatted(
                        type,
                        metric,
                        value,
                        new String(JsonStringEncoder.getInstance().quoteAsString(stream)),
                        PID,
                        moreTags);
    }
}
