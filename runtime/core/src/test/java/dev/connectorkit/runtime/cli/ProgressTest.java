package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A terminal is had from script (util-linux). */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a read from a pipe cannot be interrupted
class ProgressTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String INPUT = """
            {"type":"SCHEMA","stream":"a","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"a","record":{"id":1}}
            {"type":"RECORD","stream":"a","record":{"id":2}}
            """;

    @TempDir
    private Path folder;

    private Optional<Process> started = Optional.empty();

    @AfterEach
    void endWhatIsLeft() {
        started.ifPresent(Process::destroyForcibly);
    }

    @Test
    void aTerminalShowsHowFarALongRunIsAndIsCleanAfterIt() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "no terminal to be had");
        try (Gate gate = new Gate()) {
            Process process = start(gate);
            started = Optional.of(process);
            StringBuilder screen = new StringBuilder();
            assertThat(gate.nextDrain()).isEqualTo("a 2");
            readUntil(process, screen, "2 rows, ");
            gate.open();
            readUntil(process, screen, "end: 2 records");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(screen.toString())
                    .containsPattern(
                            "\r\u001b\\[Kloading +100% \\[=+] 0/0 MiB \\(0:00:0\\d / 0:00:00\\) +2 rows, \\d rows/s")
                    .containsPattern("\r\u001b\\[K[^\r\n]+\"record_count\"[^\r\n]+\r\n[^\r\n]+RunReport - stream");
        }
    }

    private Process start(Gate gate) throws IOException {
        Path input = Files.writeString(folder.resolve("input.jsonl"), INPUT);
        Path config = Files.writeString(
                folder.resolve("config.json"), "{\"folder\":\"%s\",\"gate\":%d}".formatted(folder, gate.port()));
        List<String> command = ConnectorProcess.command("--config", config.toString(), "--input", input.toString());
        return new ProcessBuilder(SCRIPT.toString(), "-qefc", String.join(" ", command), "/dev/null").start();
    }

    private static void readUntil(Process process, StringBuilder screen, String text) throws IOException {
        byte[] one = new byte[1];
        while (screen.indexOf(text) < 0) {
            assertThat(process.getInputStream().read(one))
                    .as("the terminal was closed before \"%s\": %s", text, screen)
                    .isEqualTo(1);
            screen.append(new String(one, StandardCharsets.ISO_8859_1));
        }
    }
}
