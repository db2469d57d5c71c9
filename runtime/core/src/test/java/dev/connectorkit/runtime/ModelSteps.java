package dev.connectorkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the steps that random models take; how many are enough, the build says: {@code model.steps}. */
public final class ModelSteps {
    private static final long WANTED = Long.getLong("model.steps", 1);

    private final AtomicLong taken = new AtomicLong();

    public void count(int steps) {
        taken.addAndGet(steps);
    }

    public void assertEnough() {
        assertThat(taken.get()).as("steps of the model").isGreaterThanOrEqualTo(WANTED);
    }
}
