package dev.connectorkit.runtime.session;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The one lock of a session, and the wait for something that it guards. Held while a row is added, never while a batch drains. */
final class Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    void enter() {
        lock.lock();
    }

    void exit() {
        lock.unlock();
    }

    /** Wakes whoever waits, to look at its condition again. */
    void signal() {
        changed.signalAll();
    }

    /** Gives the lock up until the condition holds. */
    void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            changed.awaitUninterruptibly();
        }
    }
}
