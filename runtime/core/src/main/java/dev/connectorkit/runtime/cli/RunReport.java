package dev.connectorkit.runtime.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.metrics.RecordCounts;
import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import dev.connectorkit.runtime.session.RunSummary;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a run does and did: in the log, in metric lines, on the terminal, and in the file that {@code --summary} names. */
final class RunReport {
    /** The outcome of a run without a failure; any other is the {@link ErrorCode}'s name. */
    static final String DONE = "DONE";

    private static final Logger LOG = LoggerFactory.getLogger(RunReport.class);

    private final ConnectorInfo connector;
    private final Optional<Path> summaryFile;
    private final Progress progress;
    private final Clock clock;
    private final Instant startedAt;
    private final RecordCounts recordCounts;

    /**
     * A report of a run that begins now.
     *
     * @throws SettingsException if the summary cannot be written where it should be
     */
    RunReport(ConnectorInfo connector, Optional<Path> summaryFile, Progress progress, Clock clock) {
        this.connector = connector;
        this.summaryFile = summaryFile.map(Path::toAbsolutePath);
        this.progress = progress;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.recordCounts = new RecordCounts(clock);
        this.summaryFile.ifPresent(RunReport::requireWritable);
    }

    void tick(Supplier<RunSummary> summary) {
        recordCounts.tick(() -> summary.get().streams());
        progress.tick();
    }

    void end(String outcome, RunSummary summary) {
        progress.close();
        recordCounts.end(summary.streams());
        summary.streams().forEach((stream, counts) -> LOG.atInfo()
                .addKeyValue("stream", stream)
                .addKeyValue("records", counts.read())
                .addKeyValue("records_affected", counts.written())
                .log(
                        "stream \"{}\": read {}, written {}, merged {}, rejected {}",
                        stream,
                        counts.read(),
                        counts.written(),
                        counts.merged(),
                        counts.rejected()));
        Counts total = summary.total();
        LOG.info("end: {} records of {} bytes, {} states", total.read(), total.bytes(), summary.emittedStates());
        summaryFile.ifPresent(file -> write(file, json(outcome, summary)));
    }

    private ObjectNode json(String outcome, RunSummary summary) {
        JsonMapper json = Json.trees(Integer.MAX_VALUE);
        Duration duration = Duration.between(startedAt, clock.instant());
        ObjectNode object = json.createObjectNode()
                .put("connector", connector.name())
                .put("version", connector.version())
                .put("outcome", outcome)
                .put("started_at", startedAt.toString())
                .put("duration_seconds", duration.toMillis() / 1000.0)
                .put("states", summary.emittedStates());
        object.set("total", json(json, summary.total()));
        ObjectNode streams = object.putObject("streams");
        for (Map.Entry<String, Counts> stream : summary.streams().entrySet()) {
            streams.set(stream.getKey(), json(json, stream.getValue()));
        }
        return object;
    }

    private static ObjectNode json(JsonMapper json, Counts counts) {
        return json.createObjectNode()
                .put("read", counts.read())
                .put("written", counts.written())
                .put("merged", counts.merged())
                .put("rejected", counts.rejected())
                .put("bytes", counts.bytes())
                .put("batches", counts.batches());
    }

    /** The run has done what it did, so a summary that is lost ends nothing; the log says so. */
    private static void write(Path file, ObjectNode summary) {
        try {
            Files.writeString(beside(file), summary.toPrettyString() + "\n");
            Files.move(beside(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("the summary cannot be written to {} ({})", file, e.getMessage());
        }
    }

    private static void requireWritable(Path file) {
        try {
            Files.writeString(beside(file), "");
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "%s: the summary cannot be written there (%s); check --summary".formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
