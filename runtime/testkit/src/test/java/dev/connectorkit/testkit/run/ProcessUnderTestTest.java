package dev.connectorkit.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.fixture.Launchers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands here are shell scripts")
class ProcessUnderTestTest {
    @TempDir
    private Path folder;

    private final List<String> states = new CopyOnWriteArrayList<>();

    @Test
    void givesTheCommandItsConfigurationItsInputAndAFolderOfItsOwn() throws IOException {
        RunResult result = run("echo \"$@\"", "cat \"$2\"", "cat", "pwd -P");

        assertThat(result.exitStatus()).hasValue(0);
        assertThat(states)
                .containsExactly(
                        "--config " + directory().resolve("config.json"),
                        "{",
                        "  \"password\" : \"secret\"",
                        "}",
                        "first",
                        "last, without a newline" + directory().toRealPath());
        assertThat(directory().resolve("stdout.txt"))
                .content()
                .startsWith("--config " + directory().resolve("config.json") + "\n");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().resolve("config.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void collectsExitStatusAndTheLastLineOfStandardErrorThatIsNotBlank() {
        RunResult result = run("echo log >&2", "echo 'INVALID_JSON: line 1' >&2", "echo '  ' >&2", "exit 4");

        assertThat(result.exitStatus()).hasValue(4);
        assertThat(result.lastErrorLine()).isEqualTo("INVALID_JSON: line 1");
    }

    @Test
    void takesALastLineWithoutANewlineForAStateToo() {
        run("printf '{}\\n{\"a\":1}'");

        assertThat(states).containsExactly("{}", "{\"a\":1}");
    }

    @Test
    void handsOverLittleOfItsOwnEnvironment() {
        run("env | sed 's/=.*//' | sort");

        assertThat(states)
                .contains("PATH")
                .isSubsetOf("PATH", "JAVA_HOME", "HOME", "TMPDIR", "LANG", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void endsARunAtItsTimeLimitWithAllThatItStarted() throws IOException {
        RunResult result =
                run(Duration.ofSeconds(1), "echo before", "tail -f /dev/null &", "echo $! > child.pid", "wait");

        assertThat(result.exitStatus()).isEmpty();
        assertThat(states).containsExactly("before");
        long child = Long.parseLong(
                Files.readString(directory().resolve("child.pid")).strip());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void throwsWhereTheCommandCannotBeStarted() {
        assertThatThrownBy(() -> new ProcessUnderTest(folder.resolve("absent")).run(request(Duration.ofSeconds(60))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent cannot be run");
    }

    private RunResult run(String... script) {
        return run(Duration.ofSeconds(60), script);
    }

    private RunResult run(Duration limit, String... script) {
        return new ProcessUnderTest(Launchers.script(folder, script)).run(request(limit));
    }

    private RunRequest request(Duration limit) {
        return RunRequest.loading(
                directory(),
                JsonTrees.object().put("password", "secret"),
                new CaseInput("first\nlast, without a newline".getBytes(StandardCharsets.UTF_8)),
                limit,
                states::add);
    }

    private Path directory() {
        return folder.resolve("run");
    }
}
