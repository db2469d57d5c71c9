package dev.connectorkit.runtime.cli;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.session.PlanReader;
import dev.connectorkit.runtime.session.Session;
import dev.connectorkit.runtime.session.SessionEndedException;
import dev.connectorkit.runtime.session.SessionSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.FileStateWriter;
import dev.connectorkit.runtime.state.StateWriter;
import dev.connectorkit.runtime.state.StreamStateWriter;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a connector as a process: reading on a thread of its own, a timer, and an orderly end on a signal. */
final class ConnectorRun {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRun.class);

    private final Connector connector;
    private final CommandOptions options;
    private final StandardStreams streams;
    private final Settings settings;
    private final Optional<Catalog> catalog;
    private final Clock clock = Clock.systemUTC();

    ConnectorRun(Connector connector, CommandOptions options, StandardStreams streams, Settings settings) {
        this.connector = connector;
        this.options = options;
        this.streams = streams;
        this.settings = settings;
        this.catalog = options.catalogJson().map(Catalog::parse);
    }

    /** Reaches the destination and readies it as a run would, reads nothing, and leaves. */
    void testConnection() {
        Target target = connector.open(settings);
        Session session = session(target, state -> {});
        try {
            session.start();
            target.testRights();
        } catch (RuntimeException e) {
            endAfter(session, e);
            throw e;
        }
        session.finish();
    }

    /**
     * The state that a run before has committed together with its rows, for the tap to go on from; an empty one before the
     * first.
     */
    String storedState() {
        Target target = connector.open(settings);
        try {
            return target.epochStore()
                    .orElseThrow(() -> new SettingsException(
                            ErrorCode.CONFIG_INVALID,
                            "--print-state goes with state_backend table; set it, and state_id"))
                    .lastState()
                    .orElse("{}");
        } finally {
            target.cleanUp();
        }
    }

    /** What the input would change in the destination, a statement each; nothing is changed. */
    List<String> plan() {
        Target target = connector.open(settings);
        List<String> plan = new ArrayList<>();
        try (CountedInput input = Input.open(options.input(), streams.in())) {
            SessionSettings sessionSettings = sessionSettings(target);
            PlanReader planner = new PlanReader(target, sessionSettings, clock, plan::add);
            MessageReader messages = messages(input);
            if (catalog.isPresent()) {
                catalog.get().readAll(messages, planner);
            } else {
                while (messages.next(planner)) {
                    // the reader hands each message to the planner
                }
            }
            return plan;
        } finally {
            target.cleanUp();
        }
    }

    private MessageReader messages(InputStream input) {
        boolean ignoreUnknown = settings.string("unknown_messages").equals("ignore");
        return new MessageReader(Input.unzipped(input), SessionSettings.maxLineBytes(settings), ignoreUnknown);
    }

    /**
     * Loads all of the input, or throws the first failure; states that are covered have been emitted either way.
     *
     * @return the exit status, though a signal that arrives gives the process its own
     */
    int run() {
        try (CountedInput input = Input.open(options.input(), streams.in())) {
            return run(input);
        }
    }

    private int run(CountedInput input) {
        Target target = connector.open(settings);
        Session session = session(target, stateWriter());
        RunReport report = new RunReport(connector.info(), options.summary(), progress(input, session), clock);
        EndOnSignal onSignal = new EndOnSignal(
                session,
                Duration.ofSeconds(settings.integer("shutdown_grace_seconds")),
                () -> report.end(ErrorCode.INTERRUPTED.name(), session.summary()),
                streams.err());
        onSignal.watch();
        Optional<Throwable> failure = load(session, input, report, onSignal);
        if (!onSignal.unwatch()) {
            return ErrorCode.INTERRUPTED.exitStatus();
        }
        report.end(failure.map(ConnectorRun::outcome).orElse(RunReport.DONE), session.summary());
        failure.ifPresent(ConnectorRun::rethrow);
        return 0;
    }

    /** A session that cannot be made leaves nobody to clean the target up. */
    private Session session(Target target, StateWriter states) {
        try {
            return new Session(target, sessionSettings(target), states, clock);
        } catch (RuntimeException e) {
            try {
                target.cleanUp();
            } catch (RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    private Progress progress(CountedInput input, Session session) {
        return new Progress(
                StandardError::isTerminal, input::bytes, Input.size(options.input()), session::summary, clock);
    }

    private SessionSettings sessionSettings(Target target) {
        return SessionSettings.from(settings, target);
    }

    private StateWriter stateWriter() {
        Optional<StateWriter> file =
                settings.optionalString("state_file_path").map(path -> new FileStateWriter(Path.of(path)));
        return file.orElseGet(() -> new StreamStateWriter(streams.out()));
    }

    /** The ticks go on while the last batches drain, for those who watch. */
    private Optional<Throwable> load(Session session, InputStream input, RunReport report, EndOnSignal onSignal) {
        CompletableFuture<Void> reading = new CompletableFuture<>();
        try (Ticks ticks = new Ticks()) {
            ticks.start(() -> tick(session, report, reading));
            try {
                session.start();
            } finally {
                onSignal.sessionHasStarted();
            }
            read(session, input, reading);
            return end(session);
        } catch (RuntimeException | Error e) {
            endAfter(session, e);
            return Optional.of(e);
        }
    }

    private void read(Session session, InputStream input, CompletableFuture<Void> reading) {
        Thread reader = new Thread(() -> readAll(session, input, reading), "reader");
        reader.setDaemon(true); // it may sit in a read that never returns
        reader.start();
        try {
            CompletableFuture.anyOf(reading, session.failed().toCompletableFuture())
                    .join();
        } catch (CompletionException e) {
            rethrow(requireNonNull(e.getCause()));
        }
    }

    private void readAll(Session session, InputStream input, CompletableFuture<Void> reading) {
        try {
            MessageReader messages = messages(input);
            if (catalog.isPresent()) {
                catalog.get().readAll(messages, session);
            } else {
                session.readAll(messages);
            }
            session.endOfInput();
            reading.complete(null);
        } catch (SessionEndedException e) {
            reading.complete(null); // finish() gives the reason
        } catch (Throwable e) {
            reading.completeExceptionally(e);
        }
    }

    private static void tick(Session session, RunReport report, CompletableFuture<Void> reading) {
        try {
            session.tick();
            report.tick(session::summary);
        } catch (RuntimeException | Error e) {
            if (!reading.completeExceptionally(e)) {
                LOG.warn("the run goes on unwatched", e); // all is read, and the end tells what becomes of it
                throw e;
            }
        }
    }

    private static Optional<Throwable> end(Session session) {
        try {
            session.finish();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    /** The first failure is what the person has to hear of; one of the ending is kept beside it. */
    private static void endAfter(Session session, Throwable failure) {
        end(session).filter(another -> another != failure).ifPresent(failure::addSuppressed);
    }

    private static String outcome(Throwable failure) {
        return (failure instanceof ConnectorException known ? known.code() : ErrorCode.CONNECTOR_FAULT).name();
    }

    /** What a run throws is unchecked: nothing else comes out of a session. */
    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        throw new IllegalStateException(failure);
    }
}
