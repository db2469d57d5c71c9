package dev.connectorkit.runtime.kafkaconnect.task;

import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.kafkaconnect.record.RecordMessages;
import dev.connectorkit.runtime.message.StateMessage;
import dev.connectorkit.runtime.session.Session;
import dev.connectorkit.runtime.session.SessionEndedException;
import dev.connectorkit.runtime.settings.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a session on a thread of its own, so that a destination which takes its time never keeps the worker from polling: two
 * polls wait here at most. Behind each comes a STATE with the offsets. Once a topic has been quiet for a moment, what is open is
 * drained, so that rows are soon there. Called by the worker's thread.
 */
final class SessionThread {
    private static final Logger LOG = LoggerFactory.getLogger(SessionThread.class);
    private static final int MOST_POLLS = 2;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Session session;
    private final TaskOffsets offsets;
    private final RecordOrigins origins;
    private final RecordMessages messages;
    private final Semaphore room = new Semaphore(MOST_POLLS);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ExecutorService thread;
    private final ScheduledExecutorService ticks;
    /** Whether records were given since the last drain that a quiet moment caused. */
    private final AtomicBoolean hasOpen = new AtomicBoolean();

    private volatile long lastGivenAtNanos;

    /** A thread for a session that has been started; it ends with {@link #finish}. */
    SessionThread(String name, Session session, Settings settings, TaskOffsets offsets, RecordOrigins origins) {
        this.session = session;
        this.offsets = offsets;
        this.origins = origins;
        this.messages = new RecordMessages(session, settings, this::state);
        this.thread = Executors.newSingleThreadExecutor(task -> daemon(task, "session-" + name));
        this.ticks = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "ticks-" + name));
        session.failed().thenAccept(cause -> failure.compareAndSet(null, cause));
        ScheduledFuture<?> unused =
                ticks.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What has ended the session, if it has ended. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Takes a poll's records, or says after that time that there is no room for them. */
    boolean give(Collection<SinkRecord> records, Duration wait) {
        if (!acquire(wait)) {
            return false;
        }
        thread.execute(() -> {
            try {
                run(() -> deliver(records));
            } finally {
                lastGivenAtNanos = System.nanoTime();
                hasOpen.set(true);
                room.release();
            }
        });
        return true;
    }

    /** Whether another poll's records have room, waited for at most that long. */
    boolean hasRoom(Duration wait) {
        boolean has = acquire(wait);
        if (has) {
            room.release();
        }
        return has;
    }

    /**
     * Runs an action where nothing is open, and gives what it gives.
     *
     * @throws ConnectException if that took longer, or the session has failed
     */
    <T> T whenDrained(Supplier<T> action, Duration wait) {
        CompletableFuture<Optional<T>> result = new CompletableFuture<>();
        thread.execute(() -> {
            run(() -> {
                session.drain();
                result.complete(Optional.of(action.get()));
            });
            result.complete(Optional.empty());
        });
        return await(result, wait, Optional.<T>empty())
                .orElseThrow(() -> new ConnectException(
                        "what was read is not drained within " + wait.toSeconds() + " s", failure.get()));
    }

    /** A barrier: true once all that was given is durable; false if that took longer, or the session has failed. */
    boolean drain(Duration wait) {
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        thread.execute(() -> {
            run(session::drain);
            drained.complete(failure.get() == null);
        });
        return await(drained, wait);
    }

    /** Ends the session in an orderly way, or, after that time, without what is still open. */
    void finish(Duration wait) {
        ticks.shutdownNow();
        CompletableFuture<Boolean> finished = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                session.finish();
            } catch (RuntimeException | Error e) {
                if (failure.compareAndSet(null, e)) {
                    LOG.error("the session ends with a failure: {}", e.toString());
                }
            } finally {
                finished.complete(true);
            }
        });
        thread.shutdown();
        if (!await(finished, wait)) {
            abandon("the task was stopped, and what was open was not drained within " + wait.toSeconds() + " s");
        }
    }

    /** The session sends nothing more; whoever has the partitions next does. */
    void abandon(String reason) {
        LOG.warn("{}", reason);
        session.abandon(new ConnectException(reason));
    }

    private void deliver(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            if (offsets.isNew(record)) {
                origins.add(messages.nextLine(), record);
                deliver(record);
                offsets.given(record);
            }
        }
        state();
    }

    /** What was given so far stands behind this. */
    private void state() {
        session.onState(new StateMessage(offsets.state(), messages.nextLine()));
    }

    private void deliver(SinkRecord record) {
        try {
            messages.deliver(record);
        } catch (ConnectorException e) {
            throw new ConnectException(
                    "topic %s, partition %d, offset %d: %s"
                            .formatted(record.topic(), record.kafkaPartition(), record.kafkaOffset(), e.getMessage()),
                    e);
        }
    }

    /** After a failure nothing more is done: the worker hears of it, and ends the task. */
    private void run(Runnable step) {
        if (failure.get() != null) {
            return;
        }
        try {
            step.run();
        } catch (SessionEndedException e) {
            LOG.debug("the session has ended elsewhere", e); // failed() gives the reason
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void tick() {
        try {
            session.tick();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
        drainAfterAMoment();
    }

    private void drainAfterAMoment() {
        boolean isQuiet =
                room.availablePermits() == MOST_POLLS && System.nanoTime() - lastGivenAtNanos > MOMENT.toNanos();
        if (isQuiet && hasOpen.compareAndSet(true, false)) {
            thread.execute(() -> run(session::drain));
        }
    }

    private boolean acquire(Duration wait) {
        try {
            return room.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean await(CompletableFuture<Boolean> done, Duration wait) {
        return await(done, wait, false);
    }

    private static <T> T await(CompletableFuture<T> done, Duration wait, T otherwise) {
        try {
            return done.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
