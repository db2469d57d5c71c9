package dev.connectorkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTargetTest {
    private static final String INPUT = """
            {"type":"SCHEMA","stream":"s","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"s","record":{"id":1}}
            {"type":"RECORD","stream":"s","record":{"id":2}}
            {"type":"ACTIVATE_VERSION","stream":"s","version":7}
            {"type":"STATE","value":{"id":2}}
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream states = new ByteArrayOutputStream();

    @Test
    void keepsRowsBatchesAndCallsInOrder() throws Exception {
        RecordingTarget target = new RecordingTarget();

        assertThat(run(target)).isZero();

        assertThat(target.rows("s")).containsExactly(Map.of("id", 1L), Map.of("id", 2L));
        assertThat(target.calls()).containsExactly("testConnection", "setup", "cleanUp");
        assertThat(target.sinks()).hasSize(1);
        assertThat(target.sinks().get(0).calls())
                .containsExactly("setup", "processBatch", "activateVersion 7", "cleanUp");
        assertThat(states.toString(StandardCharsets.UTF_8)).isEqualTo("{\"id\":2}\n");
    }

    @Test
    void failsAsItIsToldToAndKeepsNothingOfThatBatch() throws Exception {
        RecordingTarget target = new RecordingTarget(batch -> {
            throw new LoadException("stream \"s\": full; make room", new IllegalStateException());
        });

        assertThat(run(target)).isEqualTo(5);

        assertThat(target.rows("s")).isEmpty();
        assertThat(states.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private int run(RecordingTarget target) throws Exception {
        Path config = Files.writeString(folder.resolve("config.json"), "{}");
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(INPUT.getBytes(StandardCharsets.UTF_8)),
                states,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        return ConnectorCommand.run(connector(target), streams, "--config", config.toString());
    }

    private static Connector connector(RecordingTarget target) {
        return new Connector() {
            @Override
            public ConnectorInfo info() {
                return ConnectorInfo.of("target-memory").build();
            }

            @Override
            public Target open(Settings settings) {
                return target;
            }
        };
    }
}
