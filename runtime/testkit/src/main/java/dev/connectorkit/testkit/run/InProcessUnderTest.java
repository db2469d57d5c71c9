package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A connector in this JVM, run by the command line's own code. Its working directory is that of the JVM, and a run that is
 * past its time limit is interrupted and left behind, since a thread cannot be killed.
 */
public final class InProcessUnderTest implements SystemUnderTest {
    private final Supplier<Connector> connector;

    /** Asks for a connector for each run. */
    public InProcessUnderTest(Supplier<Connector> connector) {
        this.connector = requireNonNull(connector, "connector");
    }

    @Override
    public RunResult run(RunRequest request) {
        RunFiles files = new RunFiles(request);
        long started = System.nanoTime();
        OptionalInt exitStatus = await(request.timeLimit(), () -> run(request, files));
        return new RunResult(exitStatus, files.lastErrorLine(), Duration.ofNanos(System.nanoTime() - started));
    }

    private int run(RunRequest request, RunFiles files) {
        try (InputStream in = Files.newInputStream(files.input());
                OutputStream out = new LineOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(files.out())), request.onState());
                PrintStream err = new PrintStream(Files.newOutputStream(files.err()), true, StandardCharsets.UTF_8)) {
            StandardStreams streams = new StandardStreams(in, out, err);
            return ConnectorCommand.run(
                    connector.get(), streams, "--config", files.config().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OptionalInt await(Duration limit, Supplier<Integer> run) {
        FutureTask<Integer> task = new FutureTask<>(run::get);
        Thread thread = new Thread(task, "connector");
        thread.setDaemon(true);
        thread.start();
        try {
            return OptionalInt.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            task.cancel(true);
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the connector's command line threw, where it has to give a status", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a connector was running", e);
        }
    }
}
