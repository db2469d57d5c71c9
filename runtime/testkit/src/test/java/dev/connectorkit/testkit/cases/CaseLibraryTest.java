package dev.connectorkit.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void hasEveryFolderOfCasesInItsIndex() throws IOException, URISyntaxException {
        Path cases = Path.of(Objects.requireNonNull(CaseLibrary.class.getResource("index.txt"))
                        .toURI())
                .getParent();
        try (Stream<Path> entries = Files.list(cases)) {
            List<String> folders = entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
            assertThat(CaseLibrary.standard())
                    .extracting(ConformanceCase::name)
                    .containsExactlyInAnyOrderElementsOf(folders);
        }
    }

    @Test
    void givesEachOfItsOwnCasesAPartOfTheLifecycle() {
        assertThat(CaseLibrary.standard()).extracting(ConformanceCase::part).doesNotContain(LifecyclePart.OWN);
    }

    @Test
    void readsAFolderOfCasesByName() throws IOException {
        write("b", "proves: B.\nexpect: {exit: 0, states: {exactly: []}}\n");
        write("a", "proves: A.\nexpect: {exit: 0, states: {exactly: []}}\n");

        assertThat(CaseLibrary.in(folder)).extracting(ConformanceCase::name).containsExactly("a", "b");
    }

    @Test
    void reportsWhatIsWrongWithAllCasesAtOnce() throws IOException {
        write("a", "proves: A.\nexpect: {exit: 0, states: {exactly: []}, stream: {}}\n");
        write("b", "expect: {exit: 0, states: {exactly: []}}\n");
        Files.createDirectory(folder.resolve("c"));
        write("D", "");

        assertThatThrownBy(() -> CaseLibrary.in(folder))
                .isInstanceOf(InvalidCaseException.class)
                .hasMessageContainingAll(
                        folder.resolve("a/case.yaml") + ": expect.stream: unknown key",
                        folder.resolve("b/case.yaml") + ": proves: is missing",
                        folder.resolve("c/case.yaml") + ": cannot be read",
                        folder.resolve("D") + ": a case is named in small letters");
    }

    private void write(String name, String yaml) throws IOException {
        Path caseFolder = Files.createDirectories(folder.resolve(name));
        Files.writeString(caseFolder.resolve("case.yaml"), yaml);
        Files.writeString(caseFolder.resolve("input.singer"), "");
    }
}
