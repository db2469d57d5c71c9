package dev.connectorkit.runtime.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls something twice a second, on a thread of its own that the process does not wait for, until it is closed. */
final class Ticks implements AutoCloseable {
    private static final long MILLIS = 500;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "timer");
        thread.setDaemon(true);
        return thread;
    });

    /** A tick that throws is the last one. */
    void start(Runnable tick) {
        Future<?> unused = timer.scheduleWithFixedDelay(tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits for nothing; a tick that runs goes on to its end. */
    @Override
    public void close() {
        timer.shutdown(); // which ends what is periodic too
    }
}
