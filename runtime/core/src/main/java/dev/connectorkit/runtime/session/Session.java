package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.mapping.MappedStream;
import dev.connectorkit.runtime.mapping.StreamMapper;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.message.RecordFileReader;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import dev.connectorkit.runtime.metrics.StreamCounters;
import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.EpochStore;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.StateBackend;
import dev.connectorkit.runtime.state.StateLedger;
import dev.connectorkit.runtime.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The engine: takes messages, fills batches, drains them beside the reading and emits the states that are covered. A
 * session is used for one run. Messages are given to it by one thread; {@link #tick}, {@link #finish} and
 * {@link #summary} may come from any.
 */
public final class Session implements MessageHandler {
    private final Target target;
    private final SessionSettings settings;
    private final Clock clock;
    private final Instant startedAt;
    private final BatchFiles batchFiles;

    private final Monitor monitor = new Monitor();
    private final RunState run = new RunState();
    private final StreamMapper mapper;
    /** By the tap's names; the pipelines are by the names that streams are loaded as. */
    private final Map<String, MappedStream> sources = new LinkedHashMap<>();

    private final Map<String, StreamPipeline> pipelines = new LinkedHashMap<>();
    private final Map<String, StreamCounters> counters = new LinkedHashMap<>();
    private final StateLedger ledger;
    private final InvalidRecords invalidRecords;
    private final StateOutlet states;
    private final Drains drains;
    private final Epochs epochs;
    private final Publications publications;
    private long batches;

    /** Whether the reading thread is changing a sink; the end of the run has to wait for that. */
    private boolean changingSinks;

    /**
     * A session for one run; {@link #start} begins it.
     *
     * @throws SettingsException if states are to be kept in the target, and it keeps none
     */
    public Session(Target target, SessionSettings settings, StateWriter stateWriter, Clock clock) {
        this(
                target,
                settings,
                stateWriter,
                () -> new DeadLetterFile(
                        settings.invalidRecords().deadLetterFile().orElseThrow()),
                UnaryOperator.identity(),
                clock);
    }

    /**
     * A session whose driver has a place of its own for records that are set aside, and states that are made of parts.
     *
     * @param deadLetters opens that place, once there is a record for it
     * @param epochs      keeps the driver's states in the target's store, where {@code state_backend} is table
     */
    public Session(
            Target target,
            SessionSettings settings,
            StateWriter stateWriter,
            Supplier<DeadLetters> deadLetters,
            UnaryOperator<EpochStore> epochs,
            Clock clock) {
        this.target = target;
        this.settings = settings;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.mapper = new StreamMapper(settings.mapping(), clock, startedAt);
        this.batchFiles = new BatchFiles(settings.batchRoot());
        this.ledger = new StateLedger(settings.stateMode());
        this.invalidRecords = new InvalidRecords(settings.invalidRecords(), deadLetters);
        Optional<EpochStore> epochStore = epochStore(target, settings).map(epochs);
        StateWriter writer = epochStore
                .<StateWriter>map(store -> new EpochStateWriter(store, stateWriter))
                .orElse(stateWriter);
        this.states = new StateOutlet(ledger, writer, invalidRecords, epochStore.isPresent());
        this.drains = new Drains(monitor, run, settings, ledger, states, invalidRecords, pipelines.values());
        this.epochs = new Epochs(epochStore, run, drains, states);
        this.publications = new Publications(ledger, drains);
    }

    private static Optional<EpochStore> epochStore(Target target, SessionSettings settings) {
        if (settings.stateBackend() != StateBackend.TABLE) {
            return Optional.empty();
        }
        return Optional.of(target.epochStore()
                .orElseThrow(() -> new SettingsException(
                        ErrorCode.CONFIG_INVALID,
                        "configuration: state_backend is table, and this connector's destination keeps"
                                + " no states; leave it out")));
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

    /** Completed with the cause as soon as a drain has failed at last, so that a driver which waits for input hears of it. */
    public CompletionStage<Throwable> failed() {
        return run.failed();
    }

    @Override
    public void onSchema(SchemaMessage message) {
        reading(() -> {
            long position = ledger.nextPosition();
            MappedStream existing = sources.get(message.stream());
            if (existing == null || !existing.isCompiledFrom(message)) {
                MappedStream source = compile(message);
                epochs.beforeSinksChange();
                if (existing != null) {
                    pipelinesOf(existing).forEach(drains::drainAndWait);
                }
                source.loaded().forEach(stream -> replaceSinks(stream, position));
                sources.put(source.name(), source);
            }
        });
    }

    /** Parses and checks the record before it takes the monitor, which drains that end need too. */
    @Override
    public void onRecord(RecordMessage message) throws IOException {
        MappedStream source = require(message.stream(), message.line(), "RECORD");
        List<CompiledStream> loaded;
        try {
            loaded = source.read(message);
        } catch (RecordException e) {
            StreamPipeline pipeline = pipeline(source.loaded().get(0));
            reading(() -> reject(pipeline, message, count(pipeline, message), e));
            return;
        }
        reading(() -> loaded.forEach(stream -> addOrReject(pipeline(stream), message)));
    }

    /**
     * Takes what came as a record, and is none that a message could hold: it is counted, and goes the way of invalid records.
     *
     * @param line of the input, from 1
     * @param text what came, as far as it is text
     */
    public void onInvalid(String stream, long line, RecordException reason, String text) {
        reading(() -> {
            StreamCounters counter = counters.computeIfAbsent(stream, any -> new StreamCounters());
            counter.countRead(0);
            invalidRecords.countRead();
            epochs.read();
            long position = ledger.nextPosition();
            invalidRecords.reject(reason, line, stream, () -> text);
            counter.countRejected();
            states.setAside(position);
        });
    }

    private void addOrReject(StreamPipeline pipeline, RecordMessage message) {
        long position = count(pipeline, message);
        try {
            add(pipeline, pipeline.stream().row(), message, position);
        } catch (RecordException e) {
            reject(pipeline, message, position, e);
        }
    }

    @Override
    public void onState(StateMessage message) {
        reading(() -> {
            long position = ledger.nextPosition();
            ledger.add(position, message.value(), clock.millis());
            if (ledger.hasPendingAfter(position - 1)) {
                epochs.stateRead();
            }
            states.emitCovered();
        });
    }

    @Override
    public void onActivateVersion(ActivateVersionMessage message) {
        MappedStream source = require(message.stream(), message.line(), "ACTIVATE_VERSION");
        reading(() -> {
            ledger.nextPosition();
            if (settings.activateVersion()) {
                epochs.read();
                for (StreamPipeline pipeline : pipelinesOf(source)) {
                    drains.drainAndWait(pipeline);
                    Sink sink = pipeline.lanes().get(0).sink();
                    changeSinks(() -> drains.attempt(() -> sink.activateVersion(message.version())));
                    publications.activated(pipeline);
                }
            }
        });
    }

    /** The records of the files are loaded as if they had been sent here: validated, mapped, batched and counted. */
    @Override
    public void onBatch(BatchMessage message) {
        MappedStream source = require(message.stream(), message.line(), "BATCH");
        reading(() -> pipelinesOf(source).forEach(drains::drainAndWait));
        for (String url : message.manifest()) {
            try (InputStream in = batchFiles.open(message, url)) {
                new RecordFileReader(in, url, message.stream(), settings.maxLineBytes()).forEachRecord(this);
            } catch (IOException e) {
                throw batchFiles.unreadable(message, url, e);
            }
        }
    }

    /**
     * A barrier: returns when all that was read is drained, and the states that this covers are out. Where rows and states are
     * committed together, that is so only if a STATE was read last. By the reading thread.
     */
    public void drain() {
        reading(() -> {
            if (epochs.areOn()) {
                epochs.endIfAtState();
            } else {
                drains.drainAllAndWait();
            }
        });
    }

    /**
     * Ends the run without draining what is open: no drain begins any more, and none is tried again. For a driver whose input
     * has been given to another one, which would load the same records; {@link #finish} has to follow.
     */
    public void abandon(Throwable cause) {
        monitor.enter();
        try {
            drains.abandon();
            run.fail(cause);
            monitor.signal();
        } finally {
            monitor.exit();
        }
    }

    /**
     * All messages have been read, and the input did not break off; to be called before {@link #finish} by a driver whose input
     * has an end. Without it nothing is published.
     *
     * @throws MessageException STATE_MISSING if rows and states are committed together, and records follow the last STATE
     */
    public void endOfInput() {
        reading(() -> {
            epochs.requireStateAtEnd();
            publications.endOfInput();
        });
    }

    /** Drains what is too old: batches by their age, and all that holds back a state which has waited too long. */
    public void tick() {
        monitor.enter();
        try {
            if (run.isReading()) {
                long now = clock.millis();
                long oldestOpening = now - settings.limits().maxAge().toMillis();
                drains.drainWhere(batch -> batch.openedAtMillis() <= oldestOpening);
                OptionalLong waiting =
                        ledger.waitingSince(now - settings.stateWait().toMillis());
                waiting.ifPresent(position -> drains.drainWhere(batch -> batch.firstPosition() < position));
                if (!changingSinks) {
                    epochs.tick(waiting.isPresent());
                }
            }
        } finally {
            monitor.exit();
        }
    }

    /**
     * Ends the run, whatever ended it: what is open is drained, the last covered state emitted, every sink cleaned up. A
     * second call waits for the first and gives the same.
     *
     * @throws RuntimeException the first failure of a drain or of the clean-up
     */
    public RunSummary finish() {
        monitor.enter();
        try {
            if (run.beginFinish()) {
                monitor.signal();
                monitor.await(() -> !changingSinks);
                endAll();
                run.finished();
                monitor.signal();
            }
            monitor.await(run::isFinished);
            run.throwFailure();
            return summary();
        } finally {
            monitor.exit();
        }
    }

    /** Counts so far. */
    public RunSummary summary() {
        monitor.enter();
        try {
            Map<String, Counts> counts = new LinkedHashMap<>();
            counters.forEach((stream, counter) -> counts.put(stream, counter.counts()));
            return new RunSummary(counts, states.emitted());
        } finally {
            monitor.exit();
        }
    }

    private void reading(Runnable action) {
        monitor.enter();
        try {
            run.requireReading();
            action.run();
        } finally {
            monitor.exit();
        }
    }

    private MappedStream require(String stream, long line, String message) {
        MappedStream source = sources.get(stream); // only the reading thread, which this is, changes the map
        if (source == null) {
            throw new MessageException(
                    ErrorCode.RECORD_BEFORE_SCHEMA,
                    "line %d, stream \"%s\": %s before SCHEMA; the tap has to send the stream's SCHEMA first"
                            .formatted(line, stream, message));
        }
        return source;
    }

    private List<StreamPipeline> pipelinesOf(MappedStream source) {
        return source.loaded().stream().map(this::pipeline).toList();
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

    private void replaceSinks(CompiledStream stream, long position) {
        StreamSchema schema = stream.schema();
        Optional<StreamPipeline> existing = Optional.ofNullable(pipelines.get(schema.name()));
        List<Sink> sinks = new ArrayList<>();
        changeSinks(() -> {
            existing.ifPresent(pipeline -> pipeline.lanes().forEach(Lane::cleanUp));
            makeSinks(schema, sinks);
        });
        StreamCounters counter = counters.computeIfAbsent(schema.name(), any -> new StreamCounters());
        StreamPipeline pipeline = new StreamPipeline(stream, sinks, counter);
        pipelines.put(schema.name(), pipeline);
        changeSinks(() -> sinks.forEach(sink -> drains.attempt(sink::setup)));
        publications.opened(pipeline, position);
    }

    /** Those that were made before one fails are in no pipeline yet, so nobody else would clean them up. */
    private void makeSinks(StreamSchema schema, List<Sink> sinks) {
        int lanes = Math.max(1, Math.min(settings.streamParallelism(), target.maxLanes(schema)));
        try {
            for (int i = 0; i < lanes; i++) {
                drains.attempt(() -> sinks.add(target.sink(schema)));
            }
        } catch (RuntimeException | Error e) {
            for (Sink sink : sinks) {
                try {
                    sink.cleanUp();
                } catch (RuntimeException another) {
                    e.addSuppressed(another);
                }
            }
            throw e;
        }
    }

    /** Runs what changes sinks, without the monitor, so that other streams' drains can end meanwhile. */
    private void changeSinks(Runnable change) {
        run.requireReading();
        changingSinks = true;
        monitor.exit();
        try {
            change.run();
        } finally {
            monitor.enter();
            changingSinks = false;
            monitor.signal();
        }
    }

    private long count(StreamPipeline pipeline, RecordMessage message) {
        pipeline.counters().countRead(message.sizeInBytes());
        invalidRecords.countRead();
        epochs.read();
        return ledger.nextPosition();
    }

    private void reject(StreamPipeline pipeline, RecordMessage message, long position, RecordException reason) {
        invalidRecords.reject(reason, message.line(), message.stream(), message::text);
        pipeline.counters().countRejected();
        states.setAside(position);
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

    /** A part that fails keeps no other from running: what can be made durable and known, is. */
    private void endAll() {
        List<Runnable> parts = new ArrayList<>(List.of(
                this::drainLast, invalidRecords::requireFew, this::publish, () -> states.emitLast(failedStreams())));
        pipelines.values().stream()
                .flatMap(pipeline -> pipeline.lanes().stream())
                .forEach(lane -> parts.add(lane::cleanUp));
        parts.addAll(List.of(target::cleanUp, drains::close, invalidRecords::close, states::close));
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException e) {
                run.fail(e);
            }
        }
    }

    private void publish() {
        if (!run.hasFailed()) {
            publications.publishAll(pipelines.values());
        }
    }

    private void drainLast() {
        if (epochs.areOn()) {
            epochs.endLast();
        } else {
            drains.drainAll();
        }
    }

    /** By the tap's names, which bookmarks go by. */
    private Set<String> failedStreams() {
        return sources.values().stream()
                .filter(source -> pipelinesOf(source).stream().anyMatch(StreamPipeline::hasFailed))
                .map(MappedStream::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
