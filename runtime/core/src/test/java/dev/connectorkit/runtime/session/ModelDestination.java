package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Holds records by their number; also the writer of states, which looks at the records the moment a state comes out. */
final class ModelDestination extends Target implements StateWriter {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int lanes;
    private final Trouble trouble;
    private final int poisoned;
    private final Random random;
    private final Set<Integer> durable = new HashSet<>();
    private final List<Integer> emitted = new ArrayList<>();
    private boolean failed;
    private boolean aheadOfTheData;

    /** What may go wrong in a drain. */
    enum Trouble {
        NONE,
        PASSING,
        /** One record can never be written. */
        LASTING
    }

    /** Takes the records of each stream in so many lanes; the poisoned one counts with lasting trouble only. */
    ModelDestination(int lanes, Trouble trouble, int poisoned, long seed) {
        this.lanes = lanes;
        this.trouble = trouble;
        this.poisoned = poisoned;
        this.random = new Random(seed);
    }

    @Override
    public int maxLanes(StreamSchema stream) {
        return lanes;
    }

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                hold(batch.records().stream().map(row -> (int) row.integer(0)).toList());
            }
        };
    }

    private synchronized void hold(List<Integer> ids) {
        if (trouble != Trouble.NONE && random.nextInt(4) == 0) {
            throw LoadException.retriable("busy", new IOException("busy"));
        }
        if (trouble == Trouble.LASTING && ids.contains(poisoned)) {
            failed = true;
            throw new LoadException(ErrorCode.LOAD_FAILED, "poisoned");
        }
        durable.addAll(ids);
        notifyAll();
    }

    @Override
    public synchronized void write(String json) {
        int state = Integer.parseInt(json.replaceAll("\\D", ""));
        aheadOfTheData |= firstMissing(state) <= state;
        emitted.add(state);
        notifyAll();
    }

    synchronized boolean hasFailed() {
        return failed;
    }

    /** The first of so many records that is not there, else the one after them. */
    synchronized int firstMissing(int records) {
        int id = 1;
        while (id <= records && durable.contains(id)) {
            id++;
        }
        return id;
    }

    synchronized OptionalInt lastState() {
        return emitted.isEmpty() ? OptionalInt.empty() : OptionalInt.of(emitted.get(emitted.size() - 1));
    }

    synchronized void assertOrderly() {
        assertThat(aheadOfTheData).as("a state is ahead of the data").isFalse();
        assertThat(emitted).isSorted();
    }

    /** Waits until the drains that are under way have led there. */
    synchronized void await(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long left = LONGEST_WAIT_NANOS - (System.nanoTime() - start);
            assertThat(left).as(what).isPositive();
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
