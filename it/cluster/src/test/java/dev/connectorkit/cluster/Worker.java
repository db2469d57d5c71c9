package dev.connectorkit.cluster;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A worker of Kafka Connect as a process of its own, as a machine runs it, so that it can be killed. Its log is a file. */
final class Worker implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("REST server listening at (http://[^/]+:[1-9][0-9]*)/");
    private static final List<String> NOT_A_WORKERS = List.of("connector", "duckdb", "sqlite", "postgresql");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path log;
    private final URI rest;

    private Worker(String name, Process process, Path log, URI rest) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.rest = rest;
    }

    /** Starts one, and returns when it listens. */
    static Worker start(String name, Path folder, Map<String, String> settings, List<String> jvmOptions)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = folder.resolve(name + ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command(file, jvmOptions))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Worker(name, process, log, URI.create(awaitLine(process, log)));
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(Path properties, List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn",
                "-cp",
                classPath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                properties.toString()));
        return command;
    }

    /** Kafka's libraries and this module's converter; of the kit and of drivers, a worker has what its plugins bring. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NOT_A_WORKERS.stream()
                        .noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String awaitLine(Process process, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Matcher listens = LISTENS.matcher(Files.readString(log));
            if (listens.find()) {
                return listens.group(1);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the worker does not listen; its log, " + log + ", ends so:\n" + end(log));
    }

    String name() {
        return name;
    }

    URI rest() {
        return rest;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As a machine that loses its power. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As an operator stops it: its tasks end in order. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the worker does not end within " + PATIENCE + "; its log is " + log);
        }
    }

    /** What its JVM shows of an MBean. */
    @SuppressWarnings("BanJNDI") // the JVM was started here
    Object attribute(ObjectName bean, String attribute) throws Exception {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(management()))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            return beans.getAttribute(bean, attribute);
        }
    }

    private String management() throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
        try {
            return machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
    }

    /** The end of its log, for whoever looks at a failure. */
    String endOfLog() {
        try {
            return name + ", whose log is " + log + ":\n" + end(log);
        } catch (IOException e) {
            return name + ", whose log cannot be read: " + e;
        }
    }

    private static String end(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
