package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.mapping.MappedStream;
import dev.connectorkit.runtime.mapping.StreamMapper;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import dev.connectorkit.runtime.metrics.StreamCounters;
import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.StateLedger;
import dev.connectorkit.runtime.state.StateWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: takes messages, fills batches, drains them beside the reading and emits the states that are covered. A
 * session is used for one run. Messages are given to it by one thread; {@link #tick} and {@link #finish} may come from any.
 *
 * <p>One lock guards lanes, ledger and counters. It is held while a row is added, never while a batch drains.
 */
public final class Session implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private enum Phase {
        READING,
        FINISHING,
        FINISHED
    }

    private final Target target;
    private final SessionSettings settings;
    private final StateWriter states;
    private final Clock clock;
    private final Instant startedAt;
    private final DrainPool drains;
    private final StateLedger ledger;
    private final StreamMapper mapper;
    /** By the tap's name of a stream; the pipelines are by the names that streams are loaded as. */
    private final Map<String, MappedStream> sources = new LinkedHashMap<>();

    private final Map<String, StreamPipeline> pipelines = new LinkedHashMap<>();
    private final Map<String, StreamCounters> counters = new LinkedHashMap<>();
    private final CompletableFuture<ConnectorFailure> failed = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Phase phase = Phase.READING;
    /** Whether the reading thread is changing a sink; the end of the run has to wait for that. */
    private boolean changingSinks;

    private @Nullable Throwable failure;
    private long openBytes;
    private long batches;
    private long emittedStates;

    /** Why a run ends before its input does. */
    public record ConnectorFailure(Throwable cause) {}

    public Session(Target target, SessionSettings settings, StateWriter states, Clock clock) {
        this.target = target;
        this.settings = settings;
        this.states = states;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.ledger = new StateLedger(settings.stateMode());
        this.drains = new DrainPool(settings);
        this.mapper = new StreamMapper(settings.mapping(), clock, startedAt);
    }

    /** Readies the target; to be called once, before the first message. */
    public void start() {
        target.testConnection();
        target.setup();
    }

    /**
     * Reads all messages; the run is ended by {@link #finish} alone.
     *
     * @throws SessionEndedException if the run ended elsewhere meanwhile
     */
    public void readAll(MessageReader messages) {
        while (messages.next(this)) {
            // the reader hands each message to this session
        }
    }

    /** Completed as soon as a drain has failed at last, so that a driver which waits for input hears of it. */
    public CompletionStage<ConnectorFailure> failed() {
        return failed;
    }

    @Override
    public void onSchema(SchemaMessage message) {
        lock.lock();
        try {
            requireReading();
            ledger.nextPosition();
            MappedStream existing = sources.get(message.stream());
            if (existing != null && existing.isCompiledFrom(message)) {
                return;
            }
            MappedStream source = compile(message);
            pipelinesOf(message.stream()).forEach(this::drainAndWait);
            source.loaded().forEach(this::replaceSink);
            sources.put(source.name(), source);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onRecord(RecordMessage message) throws IOException {
        MappedStream source = sources.get(message.stream());
        if (source == null) {
            throw new MessageException(
                    ErrorCode.RECORD_BEFORE_SCHEMA,
                    "line %d, stream \"%s\": RECORD before SCHEMA; the tap has to send the stream's SCHEMA first"
                            .formatted(message.line(), message.stream()));
        }
        List<CompiledStream> rows = read(source, message);
        lock.lock();
        try {
            requireReading();
            for (CompiledStream stream : rows) {
                add(pipeline(stream), message.sizeInBytes());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onState(StateMessage message) {
        lock.lock();
        try {
            requireReading();
            ledger.add(ledger.nextPosition(), message.value(), clock.millis());
            emitCovered();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onActivateVersion(ActivateVersionMessage message) {
        lock.lock();
        try {
            requireReading();
            ledger.nextPosition();
            if (!sources.containsKey(message.stream())) {
                throw new MessageException(
                        ErrorCode.RECORD_BEFORE_SCHEMA,
                        "line %d, stream \"%s\": ACTIVATE_VERSION before SCHEMA; the tap has to send the stream's SCHEMA first"
                                .formatted(message.line(), message.stream()));
            }
            if (settings.activateVersion()) {
                List<StreamPipeline> loaded = pipelinesOf(message.stream());
                loaded.forEach(this::drainAndWait);
                changeSinks(() -> {
                    loaded.forEach(pipeline -> pipeline.lane().sink().activateVersion(message.version()));
                    return loaded;
                });
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onBatch(BatchMessage message) {
        throw new MessageException(
                ErrorCode.UNKNOWN_MESSAGE,
                "line %d, stream \"%s\": BATCH messages are not read by this target; switch them off in the tap (batch_config)"
                        .formatted(message.line(), message.stream()));
    }

    /** Drains what is too old: batches by their age, and all that holds back a state which has waited too long. */
    public void tick() {
        lock.lock();
        try {
            if (phase != Phase.READING) {
                return;
            }
            long now = clock.millis();
            long oldestOpening = now - settings.limits().maxAge().toMillis();
            drainWhere(batch -> batch.openedAtMillis() <= oldestOpening);
            OptionalLong waiting =
                    ledger.waitingSince(now - settings.stateWait().toMillis());
            waiting.ifPresent(position -> drainWhere(batch -> batch.firstPosition() < position));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the run, whatever ended it: what is open is drained, the last covered state emitted, every sink cleaned up. A
     * second call waits for the first and gives the same.
     *
     * @throws RuntimeException the first failure of a drain or of the clean-up
     */
    public RunSummary finish() {
        lock.lock();
        try {
            if (phase == Phase.READING) {
                phase = Phase.FINISHING;
                changed.signalAll();
                await(() -> !changingSinks);
                endAll();
                phase = Phase.FINISHED;
                changed.signalAll();
            }
            await(() -> phase == Phase.FINISHED);
            throwFailure();
            return summary();
        } finally {
            lock.unlock();
        }
    }

    /** Counts so far; safe to call at any time. */
    public RunSummary summary() {
        lock.lock();
        try {
            Map<String, Counts> counts = new LinkedHashMap<>();
            counters.forEach((stream, counter) -> counts.put(stream, counter.counts()));
            return new RunSummary(counts, emittedStates);
        } finally {
            lock.unlock();
        }
    }

    private List<StreamPipeline> pipelinesOf(String source) {
        MappedStream stream = sources.get(source);
        return stream == null
                ? List.of()
                : stream.loaded().stream().map(this::pipeline).toList();
    }

    private StreamPipeline pipeline(CompiledStream stream) {
        return requireNonNull(pipelines.get(stream.schema().name()), "pipeline");
    }

    private MappedStream compile(SchemaMessage message) {
        try {
            return mapper.compile(message);
        } catch (MessageException e) {
            throw new MessageException(e.code(), "line %d, %s".formatted(message.line(), e.getMessage()), e);
        }
    }

    private static List<CompiledStream> read(MappedStream source, RecordMessage message) throws IOException {
        try {
            return source.read(message);
        } catch (RecordException e) {
            throw e.at(message.line(), message.stream());
        }
    }

    private void replaceSink(CompiledStream stream) {
        Optional<StreamPipeline> existing =
                Optional.ofNullable(pipelines.get(stream.schema().name()));
        Sink sink = changeSinks(() -> {
            existing.ifPresent(pipeline -> pipeline.lane().cleanUp());
            return target.sink(stream.schema());
        });
        String name = stream.schema().name();
        StreamCounters counter = counters.computeIfAbsent(name, any -> new StreamCounters());
        pipelines.put(name, new StreamPipeline(stream, sink, counter));
        changeSinks(() -> {
            sink.setup();
            return sink;
        });
    }

    /** Runs what changes a sink, without the lock, so that other streams' drains can end meanwhile. */
    private <T> T changeSinks(Supplier<T> change) {
        requireReading();
        changingSinks = true;
        lock.unlock();
        try {
            return change.get();
        } finally {
            lock.lock();
            changingSinks = false;
            changed.signalAll();
        }
    }

    private void add(StreamPipeline pipeline, int lineBytes) {
        Lane lane = pipeline.lane();
        long position = ledger.nextPosition();
        RecordBatch batch = lane.filling().orElse(null);
        if (batch == null) {
            batch = new RecordBatch(
                    pipeline.stream().schema(),
                    startedAt.toEpochMilli() + "-" + ++batches,
                    lane.sink().newContents(),
                    position,
                    clock.millis());
            lane.fill(batch);
            ledger.open(position);
        }
        pipeline.stream().stampBatch(batch.openedAtMillis());
        batch.add(pipeline.stream().row(), lineBytes);
        openBytes += lineBytes;
        pipeline.counters().countRead(lineBytes);
        if (settings.policy() == BatchPolicy.ALL_STREAMS) {
            limitAllStreams();
        } else if (settings.limits().isReachedBy(batch.rows(), batch.sizeInBytes())) {
            awaitReading(() -> !lane.isDraining());
            startDrain(pipeline);
        }
        if (openBytes > settings.memoryLimitBytes()) {
            limitMemory();
        }
    }

    /** The batch set of all streams is full: each stream's batch is drained, one after the other. */
    private void limitAllStreams() {
        long rows = 0;
        long bytes = 0;
        for (StreamPipeline pipeline : pipelines.values()) {
            rows += pipeline.lane().filling().map(RecordBatch::rows).orElse(0);
            bytes += pipeline.lane().fillingBytes();
        }
        if (settings.limits().isReachedBy(rows, bytes)) {
            awaitReading(() -> pipelines.values().stream()
                    .noneMatch(pipeline -> pipeline.lane().isDraining()));
            pipelines.values().forEach(this::startDrain);
        }
    }

    private void limitMemory() {
        while (openBytes > settings.memoryLimitBytes()) {
            pipelines.values().stream()
                    .filter(pipeline -> !pipeline.lane().isDraining())
                    .max(Comparator.comparingLong(pipeline -> pipeline.lane().fillingBytes()))
                    .ifPresent(this::startDrain);
            long before = openBytes;
            awaitReading(() -> openBytes < before);
        }
    }

    private void drainAndWait(StreamPipeline pipeline) {
        awaitReading(() -> !pipeline.lane().isDraining());
        startDrain(pipeline);
        awaitReading(() -> pipeline.lane().isIdle());
    }

    private void drainAll() {
        Collection<StreamPipeline> all = pipelines.values();
        all.forEach(pipeline -> pipeline.lane().drainNext());
        all.forEach(this::startDrainIfWanted);
        await(() -> all.stream().allMatch(pipeline -> pipeline.lane().isIdle()));
    }

    private void drainWhere(Predicate<RecordBatch> test) {
        for (StreamPipeline pipeline : pipelines.values()) {
            if (pipeline.lane().filling().filter(test).isPresent()) {
                pipeline.lane().drainNext();
                startDrainIfWanted(pipeline);
            }
        }
    }

    private void startDrainIfWanted(StreamPipeline pipeline) {
        if (pipeline.lane().wantsToDrain()) {
            startDrain(pipeline);
        }
    }

    private void startDrain(StreamPipeline pipeline) {
        Lane lane = pipeline.lane();
        if (lane.filling().isPresent() && !lane.hasFailed()) {
            RecordBatch batch = lane.beginDrain();
            drains.drain(lane.sink(), batch, cause -> endDrain(pipeline, batch, cause));
        }
    }

    private void endDrain(StreamPipeline pipeline, RecordBatch batch, Optional<Throwable> cause) {
        lock.lock();
        try {
            pipeline.lane().endDrain(cause.isEmpty());
            openBytes -= batch.sizeInBytes();
            if (cause.isEmpty()) {
                pipeline.counters().countDrained(batch.rows() - batch.merged(), batch.merged(), 0);
                ledger.close(batch.firstPosition());
                emitCovered();
                startDrainIfWanted(pipeline);
            } else {
                fail(cause.get());
            }
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private void emitCovered() {
        ledger.takeCovered().ifPresent(state -> {
            states.write(state);
            emittedStates++;
        });
    }

    /** A part that fails keeps no other from running: what can be made durable and known, is. */
    private void endAll() {
        List<Runnable> parts = new ArrayList<>(List.of(this::drainAll, this::emitCovered));
        pipelines.values().forEach(pipeline -> parts.add(pipeline.lane()::cleanUp));
        parts.addAll(List.of(target::cleanUp, drains::close, states::close));
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (failure != cause) {
            failure.addSuppressed(cause);
            LOG.error("another failure after the first: {}", cause.toString());
        }
        failed.complete(new ConnectorFailure(cause));
    }

    private void throwFailure() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Waits as the reading thread does: the end of the run ends the wait. */
    private void awaitReading(BooleanSupplier condition) {
        await(() -> condition.getAsBoolean() || phase != Phase.READING || failure != null);
        requireReading();
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            changed.awaitUninterruptibly();
        }
    }

    private void requireReading() {
        if (phase != Phase.READING || failure != null) {
            throw new SessionEndedException();
        }
    }
}
