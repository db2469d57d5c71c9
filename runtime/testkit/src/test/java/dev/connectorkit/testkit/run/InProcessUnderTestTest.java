package dev.connectorkit.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.RecordingTarget;
import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessUnderTestTest {
    private static final String INPUT = """
            {"type":"SCHEMA","stream":"s","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"s","record":{"id":1}}
            {"type":"STATE","value":{"id":1}}
            """;

    @TempDir
    private Path folder;

    private final List<String> states = new ArrayList<>();

    @Test
    void runsTheConnectorAsItsCommandLineWould() {
        RecordingTarget target = new RecordingTarget();

        RunResult result = run(target, INPUT, Duration.ofSeconds(60));

        assertThat(result.exitStatus()).hasValue(0);
        assertThat(states).containsExactly("{\"id\":1}");
        assertThat(target.rows("s")).hasSize(1);
    }

    @Test
    void givesTheErrorsLastLine() {
        RunResult result = run(new RecordingTarget(), "no\n", Duration.ofSeconds(60));

        assertThat(result.exitStatus()).hasValue(4);
        assertThat(result.lastErrorLine()).startsWith("INVALID_JSON: line 1");
    }

    @Test
    void leavesARunBehindThatDoesNotEndInTime() {
        CountDownLatch forever = new CountDownLatch(1);
        RecordingTarget target = new RecordingTarget(batch -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        RunResult result = run(target, INPUT, Duration.ofMillis(500));

        forever.countDown();
        assertThat(result.exitStatus()).isEmpty();
    }

    private RunResult run(Target target, String input, Duration limit) {
        return new InProcessUnderTest(() -> connector(target))
                .run(RunRequest.loading(
                        folder.resolve("run"),
                        JsonTrees.object(),
                        new CaseInput(input.getBytes(StandardCharsets.UTF_8)),
                        limit,
                        states::add));
    }

    private static Connector connector(Target target) {
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
