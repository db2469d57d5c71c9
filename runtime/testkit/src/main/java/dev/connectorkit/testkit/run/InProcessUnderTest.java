package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.cases.TapAction;
import java.io.BufferedOutputStream;
import java.io.IOException;
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
    public boolean isProcess() {
        return false;
    }

    @Override
    public RunResult run(RunRequest request) {
        RunFiles files = new RunFiles(request);
        StateCount states = new StateCount(request.onState());
        TapOutput tap = new TapOutput(request.input(), request.tap(), hands(request, states));
        long started = System.nanoTime();
        OptionalInt exitStatus = await(request.timeLimit(), () -> run(request, files, tap, states));
        states.end();
        return new RunResult(
                exitStatus, files.errorLines(), tap.unmet(), Duration.ofNanos(System.nanoTime() - started));
    }

    private static TapOutput.Hands hands(RunRequest request, StateCount states) {
        return new TapOutput.Hands() {
            @Override
            public boolean awaitStates(int wanted) throws InterruptedException {
                return states.await(wanted, request.timeLimit().dividedBy(2));
            }

            @Override
            public void cutConnections() {
                request.cutConnections().run();
            }

            @Override
            public void signal(TapAction.Kind kind) {
                throw new IllegalStateException("a connector in this JVM takes no signal");
            }
        };
    }

    private int run(RunRequest request, RunFiles files, TapOutput tap, StateCount states) {
        try (OutputStream out =
                        new LineOutputStream(new BufferedOutputStream(Files.newOutputStream(files.out())), states);
                PrintStream err = new PrintStream(Files.newOutputStream(files.err()), true, StandardCharsets.UTF_8)) {
            StandardStreams streams = new StandardStreams(tap, out, err);
            String[] arguments = request.argumentsWith(files.config()).toArray(String[]::new);
            return ConnectorCommand.run(connector.get(), streams, arguments);
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
