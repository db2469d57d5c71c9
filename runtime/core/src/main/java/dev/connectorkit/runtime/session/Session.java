package dev.connectorkit.runtime.session;

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
    private final BatchFiles batchFiles;

    private final Monitor monitor = new Monitor();
    private final RunState run = new RunState();
    private final SinkChanges changes = new SinkChanges(monitor, run);
    private final StreamMapper mapper;
    /** By the tap's names. */
    private final Map<String, MappedStream> sources = new LinkedHashMap<>();

    private final DrainPool pool;
    private final Streams streams;
    private final StateLedger ledger;
    private final InvalidRecords invalidRecords;
    private final StateOutlet states;
    private final Drains drains;
    private final Epochs epochs;
    private final Publications publications;
    private final Intake intake;

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
        Instant startedAt = clock.instant();
        this.mapper = new StreamMapper(settings.mapping(), clock, startedAt);
        this.batchFiles = new BatchFiles(settings.batchRoot());
        this.ledger = new StateLedger(settings.stateMode());
        this.invalidRecords = new InvalidRecords(settings.invalidRecords(), deadLetters);
        Optional<EpochStore> epochStore = epochStore(target, settings).map(epochs);
        StateWriter writer = epochStore
                .<StateWriter>map(store -> new EpochStateWriter(store, stateWriter))
                .orElse(stateWriter);
        this.states = new StateOutlet(ledger, writer, invalidRecords, epochStore.isPresent());
        this.pool = new DrainPool(settings);
        this.streams = new Streams(target, settings, pool, changes);
        this.drains = new Drains(monitor, run, settings, pool, ledger, states, invalidRecords, streams.all());
        this.epochs = new Epochs(epochStore, run, drains, states);
        this.publications = new Publications(ledger, pool);
        this.intake = new Intake(
                streams, ledger, this.epochs, drains, pool, changes, invalidRecords, states, clock, startedAt);
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
                    streams.of(existing).forEach(drains::drainAndWait);
                }
                source.loaded().forEach(stream -> publications.opened(open(stream, message.line()), position));
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
            reading(() -> intake.refuse(source.loaded().get(0), message, e));
            return;
        }
        reading(() -> loaded.forEach(stream -> intake.take(stream, message)));
    }

    /**
     * Takes what came as a record, and is none that a message could hold: it is counted, and goes the way of invalid records.
     *
     * @param line of the input, from 1
     * @param text what came, as far as it is text
     */
    public void onInvalid(String stream, long line, RecordException reason, String text) {
        reading(() -> intake.refuse(stream, line, reason, text));
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
                for (StreamPipeline pipeline : streams.of(source)) {
                    drains.drainAndWait(pipeline);
                    Sink sink = pipeline.lanes().get(0).sink();
                    changes.run(() -> pool.attempt(() -> sink.activateVersion(message.version())));
                    publications.activated(pipeline);
                }
            }
        });
    }

    /** The records of the files are loaded as if they had been sent here: validated, mapped, batched and counted. */
    @Override
    public void onBatch(BatchMessage message) {
        MappedStream source = require(message.stream(), message.line(), "BATCH");
        reading(() -> streams.of(source).forEach(drains::drainAndWait));
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
            pool.abandon();
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
                if (!changes.isUnderWay()) {
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
                changes.await();
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
            return new RunSummary(streams.counts(), states.emitted());
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

    private MappedStream compile(SchemaMessage message) {
        try {
            return mapper.compile(message);
        } catch (MessageException e) {
            throw atLine(message.line(), e);
        }
    }

    /** A sink too may find that the schema itself cannot be loaded. */
    private StreamPipeline open(CompiledStream stream, long line) {
        try {
            return streams.open(stream);
        } catch (MessageException e) {
            throw atLine(line, e);
        }
    }

    private static MessageException atLine(long line, MessageException e) {
        return new MessageException(e.code(), "line %d, %s".formatted(line, e.getMessage()), e);
    }

    /** A part that fails keeps no other from running: what can be made durable and known, is. */
    private void endAll() {
        List<Runnable> parts = new ArrayList<>(List.of(
                this::drainLast, invalidRecords::requireFew, this::publish, () -> states.emitLast(failedStreams())));
        streams.all().stream().flatMap(pipeline -> pipeline.lanes().stream()).forEach(lane -> parts.add(lane::cleanUp));
        parts.addAll(List.of(target::cleanUp, pool::close, invalidRecords::close, states::close));
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
            publications.publishAll(streams.all());
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
                .filter(source -> streams.of(source).stream().anyMatch(StreamPipeline::hasFailed))
                .map(MappedStream::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
