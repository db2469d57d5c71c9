package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.metrics.StreamCounters;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.state.StateLedger;
import java.time.Clock;
import java.time.Instant;

/**
 * A record's way from the reader into its lane's batch, or aside: each is counted and has a position of its own in the
 * ledger. By the reading thread, guarded by the session's monitor.
 */
final class Intake {
    private final Streams streams;
    private final StateLedger ledger;
    private final Epochs epochs;
    private final Drains drains;
    private final DrainPool pool;
    private final SinkChanges changes;
    private final InvalidRecords invalidRecords;
    private final StateOutlet states;
    private final Clock clock;
    private final Instant startedAt;
    private long batches;

    Intake(
            Streams streams,
            StateLedger ledger,
            Epochs epochs,
            Drains drains,
            DrainPool pool,
            SinkChanges changes,
            InvalidRecords invalidRecords,
            StateOutlet states,
            Clock clock,
            Instant startedAt) {
        this.streams = streams;
        this.ledger = ledger;
        this.epochs = epochs;
        this.drains = drains;
        this.pool = pool;
        this.changes = changes;
        this.invalidRecords = invalidRecords;
        this.states = states;
        this.clock = clock;
        this.startedAt = startedAt;
    }

    /** Adds the row that the stream was given last, or sets the record aside if its lane does not take it. */
    void take(CompiledStream stream, RecordMessage message) {
        StreamPipeline pipeline = streams.get(stream);
        long position = count(pipeline.counters(), message.sizeInBytes());
        try {
            addOrWiden(pipeline, stream.row(), message, position);
        } catch (RecordException e) {
            setAside(pipeline.counters(), message, position, e);
        }
    }

    /** The record is none that the stream takes. */
    void refuse(CompiledStream stream, RecordMessage message, RecordException reason) {
        StreamCounters counters = streams.get(stream).counters();
        setAside(counters, message, count(counters, message.sizeInBytes()), reason);
    }

    /** What came is none that a message could hold, so it has no bytes of input either. */
    void refuse(String stream, long line, RecordException reason, String text) {
        StreamCounters counters = streams.counters(stream);
        long position = count(counters, 0);
        invalidRecords.reject(reason, line, stream, () -> text);
        counters.countRejected();
        states.setAside(position);
    }

    private long count(StreamCounters counters, int bytes) {
        counters.countRead(bytes);
        invalidRecords.countRead();
        epochs.read();
        return ledger.nextPosition();
    }

    private void setAside(StreamCounters counters, RecordMessage message, long position, RecordException reason) {
        invalidRecords.reject(reason, message.line(), message.stream(), message::text);
        counters.countRejected();
        states.setAside(position);
    }

    /** A row that is too long for its destination is added once that is wider, where it can be made so: a barrier. */
    private void addOrWiden(StreamPipeline pipeline, RecordBuffer row, RecordMessage message, long position) {
        try {
            add(pipeline, row, message, position);
        } catch (RecordException e) {
            Sink sink = pipeline.lanes().get(0).sink();
            if (e.rule() != InvalidRule.TOO_LONG || !sink.canWiden(row.record())) {
                throw e;
            }
            drains.drainAndWait(pipeline);
            changes.run(() -> pool.attempt(() -> sink.widen(row.record())));
            add(pipeline, row, message, position);
        }
    }

    private void add(StreamPipeline pipeline, RecordBuffer row, RecordMessage message, long position) {
        Lane lane = pipeline.laneOf(row);
        RecordBatch batch = lane.filling().orElseGet(() -> newBatch(pipeline, lane, position));
        pipeline.stream().stampBatch(batch.openedAtMillis());
        batch.add(row, message.line(), message.sizeInBytes());
        if (batch.rows() == 1) {
            lane.fill(batch);
            ledger.open(position);
        }
        drains.added(pipeline, lane, batch, message.sizeInBytes());
    }

    private RecordBatch newBatch(StreamPipeline pipeline, Lane lane, long position) {
        String id = startedAt.toEpochMilli() + "-" + ++batches;
        return new RecordBatch(pipeline.stream().schema(), id, lane.sink().newContents(), position, clock.millis());
    }
}
