package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.session.RunSummary;
import dev.connectorkit.runtime.session.Session;
import dev.connectorkit.runtime.session.SessionEndedException;
import dev.connectorkit.runtime.session.SessionSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.FileStateWriter;
import dev.connectorkit.runtime.state.StateWriter;
import dev.connectorkit.runtime.state.StreamStateWriter;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a connector as a process: reading on a thread of its own, a timer, and an orderly end on a signal. */
final class ConnectorRun {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRun.class);
    private static final long TICK_MILLIS = 500;

    private final Connector connector;
    private final CommandOptions options;
    private final StandardStreams streams;

    ConnectorRun(Connector connector, CommandOptions options, StandardStreams streams) {
        this.connector = connector;
        this.options = options;
        this.streams = streams;
    }

    /** Loads all of the input, or throws the first failure; states that are covered have been emitted either way. */
    void run() {
        Settings settings = new SettingsReader(connector.info()).read(ConfigurationFiles.read(options.configs()));
        Target target = connector.open(settings);
        SessionSettings sessionSettings = SessionSettings.from(settings, target.batchPolicy());
        Session session = new Session(target, sessionSettings, stateWriter(settings), Clock.systemUTC());
        Thread onSignal = new Thread(() -> endOnSignal(session, settings.integer("shutdown_grace_seconds")));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (InputStream input = Input.open(options.input(), streams.in())) {
            session.start();
            boolean ignoreUnknown = settings.string("unknown_messages").equals("ignore");
            read(session, new MessageReader(input, sessionSettings.maxLineBytes(), ignoreUnknown));
        } catch (RuntimeException e) {
            endAfter(session, e);
            throw e;
        } catch (java.io.IOException e) {
            LOG.warn("the input cannot be closed: {}", e.getMessage());
        } finally {
            removeHook(onSignal);
        }
        report(session.finish());
    }

    private static void read(Session session, MessageReader messages) {
        CompletableFuture<Void> reading = new CompletableFuture<>();
        Thread reader = new Thread(() -> readAll(session, messages, reading), "reader");
        reader.setDaemon(true); // it may sit in a read that never returns
        reader.start();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "timer");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> ticks = timer.scheduleWithFixedDelay(
                () -> tick(session, reading), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            CompletableFuture.anyOf(reading, session.failed().toCompletableFuture())
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            ticks.cancel(false);
            timer.shutdown();
        }
    }

    private static void tick(Session session, CompletableFuture<Void> reading) {
        try {
            session.tick();
        } catch (RuntimeException e) {
            reading.completeExceptionally(e);
        }
    }

    private static void readAll(Session session, MessageReader messages, CompletableFuture<Void> reading) {
        try {
            session.readAll(messages);
            reading.complete(null);
        } catch (SessionEndedException e) {
            reading.complete(null); // finish() gives the reason
        } catch (Throwable e) {
            reading.completeExceptionally(e);
        }
    }

    /** The first failure is what the person has to hear of; one of the ending is kept beside it. */
    private static void endAfter(Session session, RuntimeException failure) {
        try {
            session.finish();
        } catch (RuntimeException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    private static void endOnSignal(Session session, long graceSeconds) {
        LOG.info("stopping: draining what is open, for at most {} s", graceSeconds);
        Thread ending = new Thread(session::finish, "ending");
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(Duration.ofSeconds(graceSeconds).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending already", e);
        }
    }

    private StateWriter stateWriter(Settings settings) {
        Optional<StateWriter> file =
                settings.optionalString("state_file_path").map(path -> new FileStateWriter(Path.of(path)));
        return file.orElseGet(() -> new StreamStateWriter(streams.out()));
    }

    private static void report(RunSummary summary) {
        summary.streams()
                .forEach((stream, counts) -> LOG.info(
                        "stream \"{}\": read {}, written {}, merged {}, rejected {}",
                        stream,
                        counts.read(),
                        counts.written(),
                        counts.merged(),
                        counts.rejected()));
        Counts total = summary.total();
        LOG.info("done: {} records of {} bytes, {} states", total.read(), total.bytes(), summary.emittedStates());
    }
}
