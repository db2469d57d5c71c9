package dev.connectorkit.generator.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.generator.output.FileUpdate;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run of the conformance suite on a packaged connector. Suite and connector run as processes, so that none of their
 * classes meets those of the build.
 *
 * @param classPath of the suite
 * @param command   that starts the connector
 * @param work      a folder for what the run leaves behind
 * @param reports   a folder for its JUnit reports
 * @param settings  a configuration file for the connector, over which the suite lays its own settings; may be missing
 */
public record ConformanceSuite(List<Path> classPath, Path command, Path work, Path reports, Path settings) {
    private static final String MAIN_CLASS = "dev.connectorkit.testkit.ConformanceMain";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ConformanceSuite {
        classPath = List.copyOf(classPath);
        requireNonNull(command, "command");
        requireNonNull(work, "work");
        requireNonNull(reports, "reports");
        requireNonNull(settings, "settings");
    }

    /**
     * Runs the suite to its end.
     *
     * @param output gets each line that the suite prints
     * @return its exit status, 0 when the connector passed
     * @throws InterruptedException   when the thread is; the suite is stopped then
     * @throws InvalidSettingsException if the configuration file is not one
     */
    public int run(ConnectorSpec connector, Consumer<String> output) throws InterruptedException {
        try {
            Files.createDirectories(work);
            Files.createDirectories(reports);
            Path facts = work.resolve("connector.json");
            FileUpdate.write(facts, facts(connector));
            return run(process(facts), output);
        } catch (IOException e) {
            throw new UncheckedIOException("the conformance suite could not be started", e);
        }
    }

    private static int run(ProcessBuilder builder, Consumer<String> output) throws IOException, InterruptedException {
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            process.getOutputStream().close();
            lines.lines().forEach(output);
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private ProcessBuilder process(Path facts) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        MAIN_CLASS,
                        "--command",
                        command.toString(),
                        "--work",
                        work.toString(),
                        "--reports",
                        reports.toString(),
                        "--connector",
                        facts.toString())
                .redirectErrorStream(true);
        // Not as an argument: a Windows command line ends at 32,767 characters
        builder.environment()
                .put(
                        "CLASSPATH",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        return builder;
    }

    /** What the suite has to know of the connector; {@code dialect} is there with architecture sql only. */
    private String facts(ConnectorSpec connector) throws IOException {
        ObjectNode facts = JSON.createObjectNode();
        facts.put("name", connector.name());
        facts.put("architecture", connector.architecture().word());
        connector.dialect().ifPresent(dialect -> facts.put("dialect", dialect));
        if (Files.exists(settings)) {
            facts.set("settings", readSettings());
        }
        return facts.toPrettyString() + "\n";
    }

    private JsonNode readSettings() throws IOException {
        try {
            JsonNode configuration = JSON.readTree(Files.readString(settings));
            if (configuration.isObject()) {
                return configuration;
            }
            throw new InvalidSettingsException(settings + " has to be a JSON object", null);
        } catch (JsonProcessingException e) {
            throw new InvalidSettingsException(
                    "%s, line %d, column %d: is not JSON"
                            .formatted(
                                    settings,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()),
                    e);
        }
    }
}
