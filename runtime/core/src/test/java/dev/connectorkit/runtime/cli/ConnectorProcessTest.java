package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals and a closed pipe. */
@Timeout(60)
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
