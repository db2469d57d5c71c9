package dev.connectorkit.runtime.kafkaconnect.task;

import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.session.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gives single bad records to the worker, whose dead-letter topic and {@code errors.tolerance} decide what becomes of them. */
final class ErrantRecords implements DeadLetters {
    private final Optional<ErrantRecordReporter> reporter;
    private final RecordOrigins origins;
    private final List<Future<Void>> reports = new ArrayList<>();

    /** Without a reporter the worker has said that it tolerates errors and wants to hear nothing of them. */
    ErrantRecords(Optional<ErrantRecordReporter> reporter, RecordOrigins origins) {
        this.reporter = reporter;
        this.origins = origins;
    }

    /** The worker throws if it tolerates no errors. */
    @Override
    public void append(RecordException reason, long line, String stream, String text) {
        reporter.ifPresent(worker -> {
            SinkRecord record = origins.find(line, text)
                    .orElseThrow(() -> new IllegalStateException("no record is known of line " + line));
            reports.add(worker.report(record, reason));
        });
    }

    @Override
    public void sync() {
        try {
            for (Future<Void> report : reports) {
                report.get();
            }
            reports.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while records were set aside", e);
        } catch (ExecutionException e) {
            throw new ConnectException("records cannot be set aside in the dead-letter topic", e.getCause());
        }
    }

    @Override
    public String toString() {
        return reporter.isPresent() ? "the worker's dead letters" : "no place, since errors.tolerance is all";
    }

    @Override
    public void close() {
        sync();
    }
}
