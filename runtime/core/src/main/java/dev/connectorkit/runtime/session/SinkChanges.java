package dev.connectorkit.runtime.session;

/**
 * Changes of sinks by the reading thread: without the monitor, so that other streams' drains can end meanwhile. The end of
 * the run waits for one that is under way. Guarded by the session's monitor.
 */
final class SinkChanges {
    private final Monitor monitor;
    private final RunState run;
    private boolean underWay;

    SinkChanges(Monitor monitor, RunState run) {
        this.monitor = monitor;
        this.run = run;
    }

    /** Gives the monitor up while the change runs. */
    void run(Runnable change) {
        run.requireReading();
        underWay = true;
        monitor.exit();
        try {
            change.run();
        } finally {
            monitor.enter();
            underWay = false;
            monitor.signal();
        }
    }

    boolean isUnderWay() {
        return underWay;
    }

    void await() {
        monitor.await(() -> !underWay);
    }
}
