package dev.connectorkit.testkit.postgres;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.login.ServerLogin;
import dev.connectorkit.testkit.login.ServerLogin.Driver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One server with data of its own, which go when it is closed. A server refuses to run as root, so root starts it as
 * nobody, by the first of setpriv, runuser and unshare that works.
 */
final class PostgresProcess implements AutoCloseable {
    /** Nothing waits for the disk: a test's data need not survive the machine. */
    static final String QUICK = "-F -c full_page_writes=off -c max_connections=50";

    private static final int ATTEMPTS_AT_A_PORT = 3;
    private static final String NOBODY = "65534";
    private static final List<WayOut> WAYS_TO_LEAVE_ROOT = List.of(
            new WayOut(true, List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")),
            new WayOut(true, List.of("runuser", "-u", "nobody", "--")),
            new WayOut(false, List.of("unshare", "-U")));

    /**
     * How a process is started that is not root to itself.
     *
     * @param changesUser whether it is another user to the file system too
     */
    private record WayOut(boolean changesUser, List<String> command) {}

    private final Path home;
    private final Path folder;
    private final List<String> asUser;
    private final String settings;
    private final Thread onExit = new Thread(this::closeNow, "postgres-exit");
    private int port;
    private boolean closed;

    private PostgresProcess(Path home, Path folder, List<String> asUser, String settings) {
        this.home = home;
        this.folder = folder;
        this.asUser = asUser;
        this.settings = settings;
    }

    /** Starts a server with those options beside port and address. */
    static PostgresProcess start(String settings) {
        Path home = PostgresBinaries.unpacked();
        try {
            Path folder = Files.createTempDirectory("connectorkit-pg-");
            WayOut wayOut = isOfRoot(folder) ? firstThatRuns() : new WayOut(false, List.of());
            PostgresProcess process = new PostgresProcess(home, folder, wayOut.command(), settings);
            try {
                if (wayOut.changesUser()) {
                    run(List.of("chown", NOBODY + ":" + NOBODY, folder.toString()));
                }
                process.initialise();
                process.startOnFreePort();
            } catch (IOException | UncheckedIOException e) {
                deleteTree(folder);
                throw e;
            }
            Runtime.getRuntime().addShutdownHook(process.onExit);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    ServerLogin login() {
        return new ServerLogin(Driver.POSTGRESQL, "127.0.0.1", port, "postgres", "postgres", "postgres");
    }

    /** At once, without a checkpoint, as in a crash. */
    void stop() {
        try {
            control("-m", "immediate", "-w", "stop");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    void startAgain() {
        try {
            control("-w", "-t", "60", "-l", log().toString(), "-o", options(), "start");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    @Override
    public void close() {
        closeNow();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // the JVM ends, and the hook with it
        }
    }

    private synchronized void closeNow() {
        if (!closed) {
            closed = true;
            try {
                stop();
            } finally {
                deleteTree(folder);
            }
        }
    }

    private void initialise() throws IOException {
        List<String> command = new ArrayList<>(asUser);
        command.addAll(List.of(binary("initdb"), "-A", "trust", "-U", "postgres", "-D", data().toString()));
        command.addAll(List.of("-E", "UTF-8", "--no-locale", "-N"));
        run(command);
    }

    /** A port that was free may be taken by the time the server asks for it. */
    private void startOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                startAgain();
                return;
            } catch (UncheckedIOException e) {
                if (attempt == ATTEMPTS_AT_A_PORT) {
                    throw e;
                }
            }
        }
    }

    private String options() {
        String sockets = isWindows() ? "" : " -k " + folder;
        return "-p %d -h 127.0.0.1%s %s".formatted(port, sockets, settings);
    }

    private void control(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asUser);
        command.addAll(List.of(binary("pg_ctl"), "-D", data().toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private String binary(String name) {
        return home.resolve("bin").resolve(isWindows() ? name + ".exe" : name).toString();
    }

    private static WayOut firstThatRuns() {
        for (WayOut way : WAYS_TO_LEAVE_ROOT) {
            List<String> command = new ArrayList<>(way.command());
            command.add("true");
            if (runsWell(command)) {
                return way;
            }
        }
        throw new IllegalStateException(
                "PostgreSQL does not run as root, and none of setpriv, runuser and unshare works here; run the tests as an ordinary user, or set "
                        + PostgresServer.URL_VARIABLE);
    }

    private static boolean runsWell(List<String> command) {
        try {
            return process(command, ProcessBuilder.Redirect.DISCARD).waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Output goes to a file: a server that inherits a pipe holds it open for as long as it lives. */
    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("connectorkit-pg-", ".log");
        try {
            int status = process(command, ProcessBuilder.Redirect.to(output.toFile()))
                    .waitFor();
            if (status != 0) {
                throw new IOException("%s ended with %d: %s"
                        .formatted(
                                String.join(" ", command), status, Files.readString(output, StandardCharsets.UTF_8)));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Process process(List<String> command, ProcessBuilder.Redirect output) throws IOException {
        return new ProcessBuilder(command)
                .directory(new File("/")) // one that any user may enter
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                .redirectOutput(output)
                .start();
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while PostgreSQL started or stopped", cause);
    }

    private static boolean isOfRoot(Path file) throws IOException {
        return !isWindows() && Files.getAttribute(file, "unix:uid").equals(0);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void deleteTree(Path folder) {
        try (Stream<Path> paths = Files.walk(requireNonNull(folder, "folder"))) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(folder), e);
        }
    }
}
