package dev.connectorkit.testkit.run;

import java.time.Duration;
import java.util.function.Consumer;

/** Counts the states that came out, for those who wait for some. Safe for threads. */
final class StateCount implements Consumer<String> {
    private final Consumer<String> next;
    private int states;
    private boolean ended;

    /** Passes each line on before it counts it. */
    StateCount(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public void accept(String line) {
        next.accept(line);
        synchronized (this) {
            states++;
            notifyAll();
        }
    }

    /** No more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until so many are out; false if they are not in time, or will never be. */
    synchronized boolean await(int wanted, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (states < wanted && !ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return states >= wanted;
    }
}
