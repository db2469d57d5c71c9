package dev.connectorkit.generator.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.generator.output.FileUpdate;
import dev.connectorkit.generator.spec.CapabilitiesSpec;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.HttpSpec;
import dev.connectorkit.generator.spec.SettingKind;
import dev.connectorkit.generator.spec.SettingSpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A run of the conformance suite, on a packaged connector or on any other target. Suite and connector run as processes, so
 * that none of their classes meets those of the build.
 *
 * @param classPath of the suite
 * @param work      a folder for what the run leaves behind
 * @param reports   a folder for its reports
 * @param options   of the suite's command line that say which cases are run, and how
 */
public record ConformanceSuite(List<Path> classPath, Path work, Path reports, List<String> options) {
    private static final String MAIN_CLASS = "dev.connectorkit.testkit.ConformanceMain";
    /** A base URL that is a setting, or begins with one. */
    private static final Pattern URL_SETTING = Pattern.compile("\\{setting\\.([^{}]+)}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ConformanceSuite {
        classPath = List.copyOf(classPath);
        requireNonNull(work, "work");
        requireNonNull(reports, "reports");
        options = List.copyOf(options);
    }

    /**
     * Runs the suite on a connector, to its end.
     *
     * @param command  that starts the connector
     * @param settings a configuration file for it, over which the suite lays its own settings; may be missing
     * @param output   gets each line that the suite prints
     * @return its exit status, 0 when the connector passed
     * @throws InterruptedException   when the thread is; the suite is stopped then
     * @throws InvalidSettingsException if the configuration file is not one
     */
    public int run(ConnectorSpec connector, Path command, Path settings, Consumer<String> output)
            throws InterruptedException {
        try {
            Files.createDirectories(work);
            Path facts = work.resolve("connector.json");
            FileUpdate.write(facts, facts(connector, settings));
            return run(List.of("--command", command.toString(), "--connector", facts.toString()), output);
        } catch (IOException e) {
            throw new UncheckedIOException("the conformance suite could not be started", e);
        }
    }

    /**
     * Runs the suite on the target that a certificate describes, to its end.
     *
     * @param output gets each line that the suite prints
     * @return its exit status, 0 when the target passed
     * @throws InterruptedException when the thread is; the suite is stopped then
     */
    public int certify(Path certificate, Consumer<String> output) throws InterruptedException {
        try {
            return run(List.of("--certify", certificate.toString()), output);
        } catch (IOException e) {
            throw new UncheckedIOException("the conformance suite could not be started", e);
        }
    }

    private int run(List<String> subject, Consumer<String> output) throws IOException, InterruptedException {
        Files.createDirectories(work);
        Files.createDirectories(reports);
        return run(process(subject), output);
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

    private ProcessBuilder process(List<String> subject) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A driver has nobody to log to, and need not say so among the results
        arguments.add("-Dslf4j.internal.verbosity=ERROR");
        arguments.add(MAIN_CLASS);
        arguments.addAll(subject);
        arguments.addAll(List.of("--work", work.toString(), "--reports", reports.toString()));
        arguments.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        // Not as an argument: a Windows command line ends at 32,767 characters
        builder.environment()
                .put(
                        "CLASSPATH",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        return builder;
    }

    /** What the suite has to know of the connector; {@code dialect} is there with architecture sql only, {@code http} with http. */
    private static String facts(ConnectorSpec connector, Path settings) throws IOException {
        ObjectNode facts = JSON.createObjectNode();
        facts.put("name", connector.name());
        facts.put("architecture", connector.architecture().word());
        connector.dialect().ifPresent(dialect -> facts.put("dialect", dialect));
        if (!connector.capabilities().equals(CapabilitiesSpec.NONE_GIVEN)) {
            facts.set("capabilities", capabilities(connector.capabilities()));
        }
        connector.http().ifPresent(http -> facts.set("http", http(http)));
        if (Files.exists(settings)) {
            facts.set("settings", readSettings(settings));
        } else if (connector.http().isPresent()) {
            facts.set("settings", texts(connector.settings()));
        }
        return facts.toPrettyString() + "\n";
    }

    private static ObjectNode capabilities(CapabilitiesSpec given) {
        ObjectNode capabilities = JSON.createObjectNode();
        given.flags().forEach(capabilities::put);
        ArrayNode cannotHold = capabilities.putArray("cannot_hold");
        given.cannotHold().forEach(cannotHold::add);
        return capabilities;
    }

    /** How its requests look, for the server that stands in for the system. */
    private static ObjectNode http(HttpSpec spec) {
        ObjectNode http = JSON.createObjectNode();
        Matcher setting = URL_SETTING.matcher(spec.baseUrl());
        if (setting.lookingAt()) {
            http.put("url_setting", setting.group(1));
        }
        ObjectNode streams = http.putObject("streams");
        spec.streams().forEach((name, stream) -> {
            ObjectNode sent = streams.putObject(name).put("path", stream.path());
            stream.arrayOf().ifPresent(records -> sent.put("body", "array"));
            stream.envelope().ifPresent(key -> sent.put("envelope", key));
        });
        return http;
    }

    /** The server lets in whoever comes: what the connector cannot start without is any text. */
    private static ObjectNode texts(List<SettingSpec> settings) {
        ObjectNode texts = JSON.createObjectNode();
        settings.stream()
                .filter(setting -> setting.required() && setting.kind() == SettingKind.STRING)
                .forEach(setting -> texts.put(
                        setting.name(), setting.allowed().stream().findFirst().orElse("any")));
        return texts;
    }

    private static JsonNode readSettings(Path settings) throws IOException {
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
