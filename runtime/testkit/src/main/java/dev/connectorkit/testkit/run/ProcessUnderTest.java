package dev.connectorkit.testkit.run;

import dev.connectorkit.testkit.cases.TapAction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A command, started as an orchestrator would: messages on standard input, states on standard output. */
public final class ProcessUnderTest implements SystemUnderTest {
    /** What a launcher needs to find Java and its own tools, and what a process needs to know of the machine. */
    private static final List<String> KEPT_VARIABLES = List.of(
            "PATH",
            "JAVA_HOME",
            "HOME",
            "TMPDIR",
            "LANG",
            "LC_ALL", // POSIX
            "Path",
            "PATHEXT",
            "ComSpec",
            "SystemRoot",
            "USERPROFILE",
            "LOCALAPPDATA",
            "APPDATA",
            "TEMP",
            "TMP"); // Windows

    private final List<String> command;

    /** The command is given {@code --config} and a file, in the folder of the run. */
    public ProcessUnderTest(Path command) {
        this(List.of(command.toAbsolutePath().toString()));
    }

    /** The same with arguments of its own, which come first. */
    public ProcessUnderTest(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public boolean isProcess() {
        return true;
    }

    /**
     * Runs the command once.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    @Override
    public RunResult run(RunRequest request) {
        RunFiles files = new RunFiles(request);
        StateCount states = new StateCount(request.onState());
        long started = System.nanoTime();
        try {
            Process process = builder(request, files).start();
            Thread onExit = new Thread(() -> kill(process), "kill"); // whoever ends the suite ends what it started
            TapOutput tap = new TapOutput(request.input(), request.tap(), hands(request, states, process));
            boolean ended = false;
            try {
                Runtime.getRuntime().addShutdownHook(onExit);
                CompletableFuture<Void> reading = read(process.getInputStream(), files.out(), states);
                if (!request.tap().isEmpty()) {
                    feed(tap, process);
                }
                ended = endsWithin(request.timeLimit(), process, reading);
            } finally {
                if (!ended) {
                    kill(process);
                }
                states.end();
                removeHook(onExit);
            }
            return new RunResult(
                    ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(),
                    files.errorLines(),
                    tap.unmet(),
                    Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(command.get(0)), e);
        }
    }

    private static TapOutput.Hands hands(RunRequest request, StateCount states, Process process) {
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
                if (kind == TapAction.Kind.KILL) {
                    kill(process);
                } else {
                    process.toHandle().destroy(); // unlike that of Process, it leaves the streams open
                    process.onExit().join();
                }
            }
        };
    }

    /** Standard input ends with the tap, or with the connector. */
    private static void feed(TapOutput tap, Process process) {
        Thread feeder = new Thread(
                () -> {
                    try (tap;
                            OutputStream in = process.getOutputStream()) {
                        byte[] buffer = new byte[8192];
                        for (int read = tap.read(buffer); read >= 0; read = tap.read(buffer)) {
                            in.write(buffer, 0, read);
                            in.flush();
                        }
                    } catch (IOException e) {
                        return; // the connector reads no more, and its exit tells why
                    }
                },
                "tap");
        feeder.setDaemon(true);
        feeder.start();
    }

    private ProcessBuilder builder(RunRequest request, RunFiles files) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(request.argumentsWith(files.config()));
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(request.directory().toFile())
                .redirectError(files.err().toFile());
        if (request.tap().isEmpty()) {
            builder.redirectInput(files.input().toFile());
        }
        Map<String, String> environment = builder.environment();
        Map<String, String> inherited = new TreeMap<>(environment);
        environment.clear();
        KEPT_VARIABLES.stream()
                .filter(inherited::containsKey)
                .forEach(name -> environment.put(name, String.valueOf(inherited.get(name))));
        return builder;
    }

    /** Standard output goes through here, not straight to its file, so that each state is seen when it comes out. */
    private static CompletableFuture<Void> read(InputStream states, Path file, Consumer<String> onState) {
        CompletableFuture<Void> reading = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        copy(states, file, onState);
                        reading.complete(null);
                    } catch (IOException | RuntimeException e) {
                        reading.completeExceptionally(e);
                    }
                },
                "states");
        reader.setDaemon(true);
        reader.start();
        return reading;
    }

    private static void copy(InputStream states, Path file, Consumer<String> onState) throws IOException {
        try (OutputStream out = new LineOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), onState)) {
            states.transferTo(out);
        }
    }

    /** The end is that of the process and of its output: a child left behind may still hold that open. */
    private static boolean endsWithin(Duration limit, Process process, CompletableFuture<Void> reading)
            throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            reading.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("its standard output cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a connector was running", e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook does its work
        }
    }

    /** A launcher may have started another process to do the work. */
    private static void kill(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.toHandle().destroyForcibly(); // unlike that of Process, it leaves what was written readable
        descendants.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(descendants.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .thenCombine(process.onExit(), (descendantsEnded, processEnded) -> processEnded)
                .join();
    }
}
