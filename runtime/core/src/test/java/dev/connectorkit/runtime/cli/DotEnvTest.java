package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatPythonDotenvReads() throws IOException {
        String text = """
                # a comment
                PLAIN=some words  # and a comment
                HASH=a#b
                export EXPORTED = 1

                EMPTY=
                SINGLE='as ${PLAIN} it\\n is, it\\'s'
                DOUBLE="two\\nlines, \\"quoted\\" # no comment"
                SPREAD="over
                lines"
                REFERENCE=<${HASH}> and ${NONE:-a default}${NONE}
                no variable
                LAST=end""";
        assertThat(variables(text))
                .containsOnly(
                        Map.entry("PLAIN", "some words"),
                        Map.entry("HASH", "a#b"),
                        Map.entry("EXPORTED", "1"),
                        Map.entry("EMPTY", ""),
                        Map.entry("SINGLE", "as ${PLAIN} it\\n is, it's"),
                        Map.entry("DOUBLE", "two\nlines, \"quoted\" # no comment"),
                        Map.entry("SPREAD", "over\nlines"),
                        Map.entry("REFERENCE", "<a#b> and a default"),
                        Map.entry("LAST", "end"));
    }

    @Test
    void theNearestFolderAboveThatHasTheFileCounts() throws IOException {
        Path below = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve(".env"), "X=far\n");
        assertThat(DotEnv.addedTo(Map.of(), below)).containsEntry("X", "far");
        Files.writeString(folder.resolve("a/.env"), "X=near\n");
        assertThat(DotEnv.addedTo(Map.of(), below)).containsEntry("X", "near");
    }

    @Test
    void aVariableOfTheProcessWins() throws IOException {
        Files.writeString(folder.resolve(".env"), "X=file\nY=${X}\n");
        assertThat(DotEnv.addedTo(Map.of("X", "process"), folder))
                .containsOnly(Map.entry("X", "process"), Map.entry("Y", "process"));
    }

    private Map<String, String> variables(String text) throws IOException {
        Files.writeString(folder.resolve(".env"), text);
        return DotEnv.addedTo(Map.of(), folder);
    }
}
