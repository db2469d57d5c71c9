package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private final Path command;

    /** The command is given {@code --config config.json} in the folder of the run. */
    public ProcessUnderTest(Path command) {
        this.command = requireNonNull(command, "command").toAbsolutePath();
    }

    /**
     * Runs the command once.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    @Override
    public RunResult run(RunRequest request) {
        RunFiles files = new RunFiles(request);
        long started = System.nanoTime();
        try {
            Process process = builder(request, files).start();
            Thread onExit = new Thread(() -> kill(process), "kill"); // whoever ends the suite ends what it started
            boolean ended = false;
            try {
                Runtime.getRuntime().addShutdownHook(onExit);
                CompletableFuture<Void> reading = read(process.getInputStream(), files.out(), request.onState());
                ended = endsWithin(request.timeLimit(), process, reading);
            } finally {
                if (!ended) {
                    kill(process);
                }
                removeHook(onExit);
            }
            return new RunResult(
                    ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(),
                    files.lastErrorLine(),
                    Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(command), e);
        }
    }

    private ProcessBuilder builder(RunRequest request, RunFiles files) {
        ProcessBuilder builder = new ProcessBuilder(command.toString(), "--config", RunFiles.CONFIG)
                .directory(request.directory().toFile())
                .redirectInput(files.input().toFile())
                .redirectError(files.err().toFile());
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
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(descendants.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .thenCombine(process.onExit(), (descendantsEnded, processEnded) -> processEnded)
                .join();
    }
}
