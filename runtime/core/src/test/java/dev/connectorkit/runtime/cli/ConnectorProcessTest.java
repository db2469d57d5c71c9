package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.runtime.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, a closed pipe, the log. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a read from a pipe cannot be interrupted
class ConnectorProcessTest {
    private static final String SCHEMAS = """
            {"type":"SCHEMA","stream":"a","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"SCHEMA","stream":"b","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            """;
    /** Stream a: a full batch and a row beyond; stream b: a full batch, whose drain shows that all before it was read. */
    private static final String INPUT = SCHEMAS + """
            {"type":"RECORD","stream":"a","record":{"id":1}}
            {"type":"RECORD","stream":"a","record":{"id":2}}
            {"type":"STATE","value":{"bookmarks":{"a":2}}}
            {"type":"RECORD","stream":"a","record":{"id":3}}
            {"type":"STATE","value":{"bookmarks":{"a":3}}}
            {"type":"RECORD","stream":"b","record":{"id":1}}
            {"type":"RECORD","stream":"b","record":{"id":2}}
            """;

    private static final String LAST_STATE = "{\"bookmarks\":{\"a\":3}}\n";

    @TempDir
    private Path folder;

    @Test
    void sigtermStopsTheReadingDrainsWhatIsOpenAndEmitsItsState() throws Exception {
        try (Gate gate = new Gate();
                ConnectorProcess process = startGated(gate, Map.of())) {
            process.write(INPUT);
            awaitFullBatches(gate);
            process.terminate();
            process.awaitLog("stopping");
            gate.open();
            assertThat(gate.nextDrain()).isEqualTo("a 1");
            gate.open();

            assertThat(process.exitStatus()).isEqualTo(143);
            assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}\n{\"id\":3}");
            assertThat(folder.resolve("b.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}");
            assertThat(process.out()).endsWith(LAST_STATE);
            assertThat(process.lastLogLine())
                    .isEqualTo("INTERRUPTED: stopped by a signal; what was read is drained, its states are emitted");
        }
    }

    @Test
    void sigintDoesTheSameWithItsOwnStatus() throws Exception {
        try (Gate gate = new Gate();
                ConnectorProcess process = startGated(gate, Map.of())) {
            process.write(INPUT);
            awaitFullBatches(gate);
            assumeFalse(process.ignoresInterrupts(), "SIGINT is ignored by whoever started the tests");
            process.interrupt();
            process.awaitLog("stopping");
            gate.open();
            assertThat(gate.nextDrain()).isEqualTo("a 1");
            gate.open();

            assertThat(process.exitStatus()).isEqualTo(130);
            assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}\n{\"id\":3}");
            assertThat(process.out()).endsWith(LAST_STATE);
        }
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnce() throws Exception {
        try (Gate gate = new Gate();
                ConnectorProcess process = startGated(gate, Map.of())) {
            process.write(INPUT);
            awaitFullBatches(gate);
            process.terminate();
            process.awaitLog("stopping");
            process.terminate();
            assertThat(process.exitStatus()).isEqualTo(143);
            assertThat(folder.resolve("a.jsonl")).doesNotExist();
            assertThat(process.out()).isEmpty();
        }
    }

    @Test
    void drainsThatTakeTooLongKeepTheirStatesBack() throws Exception {
        try (Gate gate = new Gate();
                ConnectorProcess process = startGated(gate, Map.of("shutdown_grace_seconds", 1))) {
            process.write(INPUT);
            awaitFullBatches(gate);
            process.terminate();
            assertThat(process.exitStatus()).isEqualTo(143);
            assertThat(process.out()).isEmpty();
            assertThat(process.lastLogLine()).startsWith("INTERRUPTED: stopped by a signal before all was drained");
        }
    }

    @Test
    void aReaderOfTheStatesThatHasGoneIsAnError() throws Exception {
        try (ConnectorProcess process = ConnectorProcess.start(Map.of(), "--config", config(Map.of()))) {
            process.stopReadingItsOutput();
            process.write(INPUT);
            process.endInput();
            assertThat(process.exitStatus()).isEqualTo(5);
            assertThat(process.lastLogLine()).startsWith("STATE_UNWRITABLE: ");
            assertThat(folder.resolve("a.jsonl")).exists();
        }
    }

    @Test
    void theLogIsTextOnStandardErrorAndHoldsTheSdksMetrics() throws Exception {
        try (ConnectorProcess process = ConnectorProcess.start(Map.of(), "--config", config(Map.of()))) {
            process.write(INPUT);
            process.endInput();
            assertThat(process.exitStatus()).isZero();
            assertThat(process.out()).isEqualTo(LAST_STATE);
            List<String> log = process.log().lines().toList();
            assertThat(log).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z (INFO|WARN) \\w+ - .+"));
            assertThat(log)
                    .anyMatch(line -> line.matches(".* METRIC: \\{\"type\":\"counter\",\"metric\":\"record_count\","
                            + "\"value\":3,\"tags\":\\{\"stream\":\"a\",\"pid\":\\d+}}"));
            assertThat(log)
                    .anyMatch(
                            line -> line.matches(
                                    ".* METRIC: \\{\"type\":\"timer\",\"metric\":\"batch_processing_time\","
                                            + "\"value\":[0-9.]+,\"tags\":\\{\"stream\":\"b\",\"pid\":\\d+,\"status\":\"succeeded\"}}"));
        }
    }

    @Test
    void theLogMayBeMagesLinesOfJson() throws Exception {
        String config = config(Map.of("log_format", "json"));
        try (ConnectorProcess process = ConnectorProcess.start(Map.of(), "--config", config)) {
            process.write(INPUT);
            process.endInput();
            assertThat(process.exitStatus()).isZero();
            assertThat(process.out()).isEqualTo(LAST_STATE);
            List<JsonNode> events = new ArrayList<>();
            for (String line : process.log().lines().toList()) {
                events.add(new ObjectMapper().readTree(line));
            }
            assertThat(events)
                    .anySatisfy(event -> {
                        assertThat(event.path("message").asText()).startsWith("stream \"a\": drained 3 rows");
                        assertThat(event.path("tags").path("stream").asText()).isEqualTo("a");
                        assertThat(event.path("tags").path("records").asInt()).isEqualTo(3);
                        assertThat(event.path("tags").path("batch_byte_size").asInt())
                                .isEqualTo(144);
                        assertThat(event.path("tags").path("batch").asText()).isNotEmpty();
                    })
                    .allSatisfy(event -> {
                        assertThat(event.path("type").asText()).isEqualTo("LOG");
                        assertThat(event.path("level").asText()).isEqualTo("INFO");
                        assertThat(event.path("message").asText()).isNotEmpty();
                        assertThat(event.path("tags").isObject()).isTrue();
                        assertThat(event.path("timestamp").isIntegralNumber()).isTrue();
                        assertThat(event.path("uuid").asText()).hasSize(32);
                    });
        }
    }

    @Test
    void mageMayHaveTheLogOnStandardOutputAndTheStateInAFile() throws Exception {
        Path state = folder.resolve("state.json");
        try (ConnectorProcess process = ConnectorProcess.start(
                Map.of(),
                "--config_json",
                "{\"folder\":\"%s\",\"of_the_host\":1}".formatted(folder),
                "--log_to_stdout",
                "1",
                "--state",
                state.toString())) {
            process.write(INPUT + "nonsense\n");
            process.endInput();
            assertThat(process.exitStatus()).isEqualTo(4);
            List<String> out = process.out().lines().toList();
            assertThat(out).allSatisfy(line -> assertThat(
                            new ObjectMapper().readTree(line).path("type").asText())
                    .isEqualTo("LOG"));
            assertThat(out.get(0)).contains("\"level\":\"WARNING\"").contains("unknown setting");
            assertThat(out.get(out.size() - 1)).contains("\"level\":\"ERROR\"").contains("INVALID_JSON");
            assertThat(process.log()).startsWith("INVALID_JSON: line 10, ").hasLineCount(1);
            assertThat(state).hasContent(LAST_STATE);
        }
    }

    @Test
    void theEnvironmentSetsTheLevelOfTheLog() throws Exception {
        Map<String, String> environment =
                Map.of("TARGET_GATED_FOLDER", folder.toString(), "TARGET_GATED_LOGLEVEL", "WARNING");
        try (ConnectorProcess process = ConnectorProcess.start(environment, "--config", "ENV")) {
            process.write(INPUT);
            process.endInput();
            assertThat(process.exitStatus()).isZero();
            assertThat(process.log()).isEmpty();
        }
    }

    @Test
    void noSecretIsPrintedWhateverBecomesOfTheRun() throws Exception {
        String secret = "s3cr3t-of-the-test";
        Path summary = folder.resolve("summary.json");
        for (String format : List.of("text", "json")) {
            String config = config(Map.of("password", secret, "log_format", format));
            for (String input : List.of(INPUT, INPUT + "nonsense\n")) {
                try (ConnectorProcess process = ConnectorProcess.start(
                        Map.of(), "--config", config, "--debug", "--summary", summary.toString())) {
                    process.write(input);
                    process.endInput();
                    assertThat(process.exitStatus()).isEqualTo(input.equals(INPUT) ? 0 : 4);
                    assertThat(process.log()).contains("METRIC").doesNotContain(secret);
                    assertThat(process.out()).doesNotContain(secret);
                    assertThat(summary).content().doesNotContain(secret);
                }
            }
        }
        assertThat("%s %s".formatted(new Secret(secret), List.of(new Secret(secret))))
                .isEqualTo("*** [***]");
    }

    @Test
    void settingsMayStandInAFileOfVariables() throws Exception {
        Files.writeString(folder.resolve(".env"), "TARGET_GATED_FOLDER='%s'\n".formatted(folder));
        try (ConnectorProcess process = ConnectorProcess.start(folder, Map.of(), "--config", "ENV")) {
            process.write(INPUT);
            process.endInput();
            assertThat(process.exitStatus()).isZero();
            assertThat(folder.resolve("a.jsonl")).exists();
        }
    }

    private static void awaitFullBatches(Gate gate) throws IOException {
        assertThat(List.of(gate.nextDrain(), gate.nextDrain())).containsExactlyInAnyOrder("a 2", "b 2");
    }

    private ConnectorProcess startGated(Gate gate, Map<String, Object> settings) throws IOException {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("gate", gate.port());
        all.put("batch_size_rows", 2);
        return ConnectorProcess.start(Map.of(), "--config", config(all));
    }

    private String config(Map<String, Object> settings) throws IOException {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("folder", folder.toString());
        return Files.write(folder.resolve("config.json"), new ObjectMapper().writeValueAsBytes(all))
                .toString();
    }
}
