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

/** Drains batches on workers, so many at a time, each again while its failure is one that may pass. */
final class DrainPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrainPool.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);
    private static final double JITTER = 0.25;

    private final ExecutorService workers;
    private final RetryPolicy<Object> retry;

    DrainPool(SessionSettings settings) {
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(settings.maxParallelism(), task -> {
            Thread thread = new Thread(task, "drain-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.retry = RetryPolicy.builder()
                .handleIf(cause -> cause instanceof LoadException load && load.isRetriable())
                .withMaxAttempts(settings.retryAttempts())
                .withMaxDuration(settings.retryTime())
                .withBackoff(FIRST_DELAY, LONGEST_DELAY)
                .withJitter(JITTER)
                .onRetry(event -> LOG.warn(
                        "attempt {} failed, trying again: {}",
                        event.getAttemptCount(),
                        String.valueOf(event.getLastException())))
                .build();
    }

    /** Calls back with what the drain failed of at last, or with nothing. */
    void drain(Sink sink, RecordBatch batch, Consumer<Optional<Throwable>> whenDone) {
        workers.execute(() -> whenDone.accept(attempt(sink, batch)));
    }

    private Optional<Throwable> attempt(Sink sink, RecordBatch batch) {
        long started = System.nanoTime();
        Optional<Throwable> failure = attempt(sink, batch, started);
        SingerMetrics.batchProcessingTime(
                batch.stream().name(), Duration.ofNanos(System.nanoTime() - started), failure.isEmpty());
        return failure;
    }

    private Optional<Throwable> attempt(Sink sink, RecordBatch batch, long started) {
        try {
            Failsafe.with(retry).run(() -> sink.drain(batch));
        } catch (FailsafeException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            return Optional.of(e); // ends the run: the session rethrows it from finish()
        }
        LOG.info(
                "stream \"{}\": drained {} rows, {} bytes in {} ms",
                batch.stream().name(),
                batch.rows(),
                batch.sizeInBytes(),
                (System.nanoTime() - started) / 1_000_000);
        return Optional.empty();
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
