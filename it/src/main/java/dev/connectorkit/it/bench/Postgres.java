package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server of the bench's own with the settings it comes with: what it says is durable is. */
final class Postgres implements AutoCloseable {
    private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux of today

    private final Process process;
    private final JsonNode address;
    private final Connection connection;
    private final long postmaster;

    private Postgres(Process process, JsonNode address, Connection connection, long postmaster) {
        this.process = process;
        this.address = address;
        this.connection = connection;
        this.postmaster = postmaster;
    }

    /** Starts a server by the testkit on this JVM's class path. */
    static Postgres start() throws IOException, SQLException {
        Process process = new ProcessBuilder(
                        Jvm.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.connectorkit.testkit.postgres.PostgresServer",
                        "stock-settings")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        JsonNode address = new ObjectMapper().readTree(lines.readLine());
        Connection connection =
                DriverManager.getConnection(address.path("jdbcUrl").textValue());
        try (Statement statement = connection.createStatement();
                ResultSet backend = statement.executeQuery("SELECT pg_backend_pid()")) {
            backend.next();
            return new Postgres(
                    process,
                    address,
                    connection,
                    stat(Path.of("/proc", backend.getString(1))).get(PARENT));
        }
    }

    /** Settings that lead a connector here. */
    Map<String, Object> settings() {
        return Map.of(
                "host", address.path("host").textValue(),
                "port", address.path("port").intValue(),
                "user", address.path("user").textValue(),
                "password", address.path("password").textValue(),
                "database", address.path("database").textValue());
    }

    /** A call of psql that runs the commands, each as one statement. */
    List<String> psql(String... commands) {
        List<String> call = new ArrayList<>(List.of(
                "psql",
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                address.path("host").textValue(),
                "-p",
                address.path("port").asText(),
                "-U",
                address.path("user").textValue(),
                "-d",
                address.path("database").textValue()));
        for (String command : commands) {
            call.addAll(List.of("-c", command));
        }
        return call;
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    /** CPU time of the server's processes, those that have ended included. */
    double cpuSeconds() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            long ticks = 0;
            for (Path one : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                List<Long> stat = stat(one);
                boolean isPostmaster = one.getFileName().toString().equals(Long.toString(postmaster));
                if (isPostmaster || (!stat.isEmpty() && stat.get(PARENT) == postmaster)) {
                    int last = isPostmaster ? CHILDREN_SYSTEM_TIME : USER_TIME + 1;
                    ticks += stat.subList(USER_TIME, last + 1).stream()
                            .mapToLong(Long::longValue)
                            .sum();
                }
            }
            return ticks / TICKS_A_SECOND;
        } catch (IOException e) {
            throw new IllegalStateException("no /proc: the server's time cannot be told", e);
        }
    }

    /** The fields of proc(5), stat, from the one behind the name on (the state, a letter, as 0); empty if the process has ended. */
    private static List<Long> stat(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i <= CHILDREN_SYSTEM_TIME; i++) {
                numbers.add(i == 0 ? 0 : Long.parseLong(fields[i]));
            }
            return numbers;
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        process.getOutputStream().close(); // which ends it
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
