package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.generator.emit.SkeletonFile;
import dev.connectorkit.generator.output.GenerationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void emitsTheExpectedTree(GoldenCase golden, @TempDir Path project) {
        golden.generateInto(project);
        Map<String, String> actual = GoldenCase.tree(project);
        golden.updateIfAsked(actual);
        assertThat(actual).containsExactlyInAnyOrderEntriesOf(golden.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aSecondRunTouchesNothing(GoldenCase golden, @TempDir Path project) {
        golden.generateInto(project);
        Map<Path, FileTime> first = age(project);
        GenerationResult second = golden.generateInto(project);
        assertThat(second.written()).isEmpty();
        assertThat(second.removed()).isEmpty();
        assertThat(second.skeletons()).isEmpty();
        assertThat(times(project)).containsAllEntriesOf(first);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void derivedJavaIsAsciiAndNamesNoFileOfTheMachine(GoldenCase golden) {
        golden.expected().forEach((path, text) -> {
            if (path.startsWith("generated-sources/")) {
                assertThat(text)
                        .as(path)
                        .matches("\\p{ASCII}*")
                        .doesNotContain("\r", "\t", System.getProperty("user.dir"));
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void eachSkeletonOfMainCodeIsMarkedWhereItsAuthorHasToGoOnButTheTargetThatIsDone(GoldenCase golden) {
        golden.expected().forEach((path, text) -> {
            if (path.startsWith("src/main/java/")) {
                assertThat(text).as(path).contains("// " + SkeletonFile.MARK + " - replace ");
            }
        });
    }

    /** Makes each file old, so that a touch shows without waiting for the clock, and gives their times. */
    private static Map<Path, FileTime> age(Path project) {
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        times(project).keySet().stream()
                .filter(file -> !file.startsWith(project.resolve("launcher")))
                .forEach(file -> {
                    try {
                        Files.setLastModifiedTime(file, old);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        Map<Path, FileTime> times = times(project);
        times.keySet().removeIf(file -> file.startsWith(project.resolve("launcher")));
        return times;
    }

    private static Map<Path, FileTime> times(Path project) {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }
}
