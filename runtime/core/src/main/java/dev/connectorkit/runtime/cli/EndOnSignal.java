package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.session.Session;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run in order when the process is told to stop: reading stops, what is open is drained, the last state emitted.
 * The JVM gives the exit status: 143 for SIGTERM, 130 for SIGINT. For one run.
 */
final class EndOnSignal {
    private static final Logger LOG = LoggerFactory.getLogger(EndOnSignal.class);
    private static final Duration TIME_TO_REPORT = Duration.ofSeconds(1);

    private final Session session;
    private final Duration grace;
    private final Runnable report;
    private final PrintStream err;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "ending");

    /**
     * @param grace  time for the drains
     * @param report what is to be done at the end, whether the drains succeed or not
     */
    EndOnSignal(Session session, Duration grace, Runnable report, PrintStream err) {
        this.session = session;
        this.grace = grace;
        this.report = report;
        this.err = err;
    }

    void watch() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The session can be ended from now on: its start has succeeded or failed. */
    void sessionHasStarted() {
        started.countDown();
    }

    /** False if the process is ending already: then this object ends the run, and tells of it. */
    boolean unwatch() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void end() {
        SecondSignal.halts();
        LOG.info("stopping: draining what is open, for at most {} s", grace.toSeconds());
        AtomicReference<String> outcome = new AtomicReference<>(ErrorCode.INTERRUPTED
                + ": stopped by a signal before all was drained; the states of what was not stay back"
                + " (shutdown_grace_seconds)");
        within(grace, () -> outcome.set(finish()));
        within(TIME_TO_REPORT, report);
        err.println(outcome.get());
        err.flush();
    }

    private String finish() {
        try {
            started.await();
            session.finish();
            return ErrorCode.INTERRUPTED + ": stopped by a signal; what was read is drained, its states are emitted";
        } catch (ConnectorException e) {
            return e.code() + ": " + String.valueOf(e.getMessage()).replace('\n', ' ');
        } catch (InterruptedException | RuntimeException | Error e) {
            LOG.error("the run could not be ended in order", e);
            return ErrorCode.CONNECTOR_FAULT + ": the connector's own code failed with "
                    + e.getClass().getName() + " after a signal";
        }
    }

    /** On a thread that the end of the process does not wait for. */
    private static void within(Duration time, Runnable task) {
        Thread thread = new Thread(task, "ending-task");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
