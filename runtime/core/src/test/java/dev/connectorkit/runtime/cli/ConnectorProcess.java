package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link GatedConnector} in a JVM of its own, on the tests' class path. */
final class ConnectorProcess implements AutoCloseable {
    private final Process process;
    private final StringBuilder log = new StringBuilder();

    private ConnectorProcess(Process process) {
        this.process = process;
    }

    static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatedConnector.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    static ConnectorProcess start(Map<String, String> environment, String... args) throws IOException {
        return start(Path.of(""), environment, args);
    }

    /** Starts in that folder. */
    static ConnectorProcess start(Path folder, Map<String, String> environment, String... args) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(args))
                .directory(folder.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TARGET_") || name.equals("LOGLEVEL"));
        builder.environment().putAll(environment);
        return new ConnectorProcess(builder.start());
    }

    void write(String input) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(input.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    void stopReadingItsOutput() throws IOException {
        process.getInputStream().close();
    }

    /** SIGTERM, with the streams left open, unlike {@link Process#destroy}. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGINT. */
    void interrupt() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** A shell without job control has what it starts in the background ignore SIGINT, and that is inherited. */
    boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return !Files.exists(status)
                || Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    /** Reads the log no further than needed. */
    void awaitLog(String text) throws IOException {
        while (log.indexOf(text) < 0) {
            int next = process.getErrorStream().read();
            assertThat(next).as("the log ended before \"%s\": %s", text, log).isNotNegative();
            log.append((char) next);
        }
    }

    int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return process.exitValue();
    }

    /** All of standard output; to be called once, after the end. */
    String out() throws IOException {
        return text(process.getInputStream());
    }

    /** All of standard error. */
    String log() throws IOException {
        return log.append(text(process.getErrorStream())).toString();
    }

    String lastLogLine() throws IOException {
        List<String> lines = log().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
