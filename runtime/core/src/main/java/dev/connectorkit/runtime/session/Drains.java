package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.batch.RecordBatch.Rejection;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.state.StateLedger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides when batches drain: when they are full, old, in the way of a state or of a change, or the largest while memory
 * runs out. The reading thread waits here when a lane has one batch draining and one full. Guarded by the monitor.
 */
final class Drains {
    private final Monitor monitor;
    private final RunState run;
    private final SessionSettings settings;
    private final DrainPool pool;
    private final StateLedger ledger;
    private final StateOutlet states;
    private final InvalidRecords invalidRecords;
    private final Collection<StreamPipeline> pipelines;
    private long openBytes;
    private int started;

    private record LaneOf(StreamPipeline pipeline, Lane lane) {}

    /** Drains the lanes of those streams; the collection may grow. */
    Drains(
            Monitor monitor,
            RunState run,
            SessionSettings settings,
            DrainPool pool,
            StateLedger ledger,
            StateOutlet states,
            InvalidRecords invalidRecords,
            Collection<StreamPipeline> pipelines) {
        this.monitor = monitor;
        this.run = run;
        this.settings = settings;
        this.pool = pool;
        this.ledger = ledger;
        this.states = states;
        this.invalidRecords = invalidRecords;
        this.pipelines = pipelines;
    }

    /** A row was added to the lane's batch. */
    void added(StreamPipeline pipeline, Lane lane, RecordBatch batch, int lineBytes) {
        openBytes += lineBytes;
        if (settings.policy() == BatchPolicy.ALL_STREAMS) {
            limitAllStreams();
        } else if (settings.limits().isReachedBy(batch.rows(), batch.sizeInBytes())) {
            awaitReading(() -> !lane.isDraining());
            start(new LaneOf(pipeline, lane));
        }
        while (openBytes > settings.memoryLimitBytes()) {
            drainLargest();
        }
    }

    /** A barrier: returns when nothing of the stream is open. */
    void drainAndWait(StreamPipeline pipeline) {
        wantAll(List.of(pipeline));
        awaitReading(pipeline::isIdle);
    }

    /** A barrier for all streams: returns when nothing is open. */
    void drainAllAndWait() {
        startAll();
        awaitReading(this::areIdle);
    }

    /** The end of the run: drains what is open in every stream that has not failed. */
    void drainAll() {
        startAll();
        monitor.await(this::areIdle);
    }

    /** Drains what is open, without waiting for it. */
    void startAll() {
        wantAll(pipelines);
    }

    /** Waits for the batches that are draining, and begins no other. */
    void awaitRunning() {
        monitor.await(() -> lanes().noneMatch(of -> of.lane().isDraining()));
    }

    /** Whether nothing is open, failed streams aside. */
    boolean areIdle() {
        return pipelines.stream().allMatch(StreamPipeline::isIdle);
    }

    /** Batches that have begun to drain since {@link #forgetStarted}. */
    int started() {
        return started;
    }

    void forgetStarted() {
        started = 0;
    }

    void drainWhere(Predicate<RecordBatch> test) {
        lanes().filter(of -> of.lane().filling().filter(test).isPresent()).forEach(this::want);
    }

    private Stream<LaneOf> lanes() {
        return pipelines.stream().flatMap(Drains::lanesOf);
    }

    private static Stream<LaneOf> lanesOf(StreamPipeline pipeline) {
        return pipeline.lanes().stream().map(lane -> new LaneOf(pipeline, lane));
    }

    /** The batch set of all streams is full: each stream's batch is drained, one after the other. */
    private void limitAllStreams() {
        long rows = 0;
        long bytes = 0;
        for (StreamPipeline pipeline : pipelines) {
            for (Lane lane : pipeline.lanes()) {
                rows += lane.fillingRows();
                bytes += lane.fillingBytes();
            }
        }
        if (settings.limits().isReachedBy(rows, bytes)) {
            awaitReading(() -> lanes().noneMatch(of -> of.lane().isDraining()));
            lanes().forEach(this::start);
        }
    }

    private void drainLargest() {
        lanes().filter(of -> !of.lane().isDraining())
                .max(Comparator.comparingLong(of -> of.lane().fillingBytes()))
                .ifPresent(this::start);
        long before = openBytes;
        awaitReading(() -> openBytes < before);
    }

    private void wantAll(Collection<StreamPipeline> wanted) {
        wanted.stream().flatMap(Drains::lanesOf).forEach(this::want);
    }

    private void want(LaneOf of) {
        of.lane().drainNext();
        startIfWanted(of);
    }

    private void startIfWanted(LaneOf of) {
        if (of.lane().wantsToDrain()) {
            start(of);
        }
    }

    private void start(LaneOf of) {
        Lane lane = of.lane();
        if (lane.filling().isPresent() && !lane.hasFailed()) {
            started++;
            RecordBatch batch = lane.beginDrain();
            of.pipeline().takeTurns();
            pool.drain(lane.sink(), batch, cause -> end(of, batch, cause));
        }
    }

    private void end(LaneOf of, RecordBatch batch, Optional<Throwable> cause) {
        monitor.enter();
        try {
            openBytes -= batch.sizeInBytes();
            Optional<Throwable> failure = cause.or(() -> reject(of.pipeline(), batch));
            of.lane().endDrain(failure.isEmpty());
            if (failure.isPresent()) {
                run.fail(failure.get());
            } else {
                of.pipeline()
                        .counters()
                        .countDrained(
                                batch.rows()
                                        - batch.merged()
                                        - batch.rejections().size(),
                                batch.merged());
                ledger.close(batch.firstPosition());
                states.emitCovered();
                startIfWanted(of);
            }
        } catch (RuntimeException | Error e) {
            run.fail(e);
        } finally {
            monitor.signal();
            monitor.exit();
        }
    }

    /** What the destination refused goes the way of invalid records; the first that must not be set aside is the failure. */
    private Optional<Throwable> reject(StreamPipeline pipeline, RecordBatch batch) {
        try {
            for (Rejection rejection : batch.rejections()) {
                RecordException reason =
                        new RecordException(InvalidRule.REFUSED, "refused by the destination: " + rejection.reason());
                invalidRecords.reject(reason, rejection.line(), pipeline.name(), rejection.record()::toJson);
                pipeline.counters().countRejected();
                states.setAside(batch.firstPosition());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Waits as the reading thread does: the end of the run ends the wait. */
    private void awaitReading(BooleanSupplier condition) {
        monitor.await(() -> condition.getAsBoolean() || !run.isReading());
        run.requireReading();
    }
}
