package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.metrics.SingerMetrics;
import dev.connectorkit.runtime.sink.Sink;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Drains batches on workers, so many at a time, each again while its failure is one that may pass. */
final class DrainPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrainPool.class);
    private static final int LONGEST_DELAY_FACTOR = 64;
    private static final double JITTER = 0.25;

    private final ExecutorService workers;
    private final RetryPolicy<Object> retry;
    private volatile boolean abandoned;

    DrainPool(SessionSettings settings) {
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(settings.maxParallelism(), task -> {
            Thread thread = new Thread(task, "drain-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Duration delay = settings.retry().firstDelay();
        this.retry = RetryPolicy.builder()
                .handleIf(cause -> cause instanceof LoadException load && load.isRetriable())
                .withMaxAttempts(settings.retry().attempts())
                .withMaxDuration(settings.retry().time())
                .withBackoff(delay, delay.multipliedBy(LONGEST_DELAY_FACTOR))
                .withJitter(JITTER)
                .onRetry(event -> LOG.atWarn()
                        .addKeyValue("tries", event.getAttemptCount())
                        .log(
                                "attempt {} failed, trying again: {}",
                                event.getAttemptCount(),
                                String.valueOf(event.getLastException())))
                .build();
    }

    /** Calls back with what the drain failed of at last, or with nothing. */
    void drain(Sink sink, RecordBatch batch, Consumer<Optional<Throwable>> whenDone) {
        workers.execute(() -> whenDone.accept(timed(sink, batch)));
    }

    /** Runs the action on the calling thread, again while its failure is one that may pass. */
    void attempt(Runnable action) {
        try {
            Failsafe.with(retry).run(action::run);
        } catch (FailsafeException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What is logged meanwhile, by the sink too, carries the stream and the batch as tags. */
    private Optional<Throwable> timed(Sink sink, RecordBatch batch) {
        long started = System.nanoTime();
        MDC.put("stream", batch.stream().name());
        MDC.put("batch", batch.id());
        Optional<Throwable> failure = attempt(sink, batch, started);
        SingerMetrics.batchProcessingTime(
                batch.stream().name(), Duration.ofNanos(System.nanoTime() - started), failure.isEmpty());
        MDC.clear();
        return failure;
    }

    private Optional<Throwable> attempt(Sink sink, RecordBatch batch, long started) {
        try {
            attempt(() -> once(sink, batch));
        } catch (RuntimeException | Error e) {
            return Optional.of(e); // ends the run: the session throws it again from finish()
        }
        LOG.atInfo()
                .addKeyValue("records", batch.rows())
                .addKeyValue("batch_byte_size", batch.sizeInBytes())
                .log(
                        "stream \"{}\": drained {} rows, {} bytes in {} ms",
                        batch.stream().name(),
                        batch.rows(),
                        batch.sizeInBytes(),
                        (System.nanoTime() - started) / 1_000_000);
        return Optional.empty();
    }

    /** From here on no attempt begins; one that is under way ends as it will. */
    void abandon() {
        abandoned = true;
    }

    private void once(Sink sink, RecordBatch batch) {
        if (abandoned) {
            throw new SessionEndedException();
        }
        batch.beginAttempt();
        sink.drain(batch);
        if (!batch.endAttempt()) {
            throw LoadException.retriable("stream \"%s\": %d rows are to be tried again"
                    .formatted(batch.stream().name(), batch.records().size()));
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
