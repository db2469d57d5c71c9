package dev.connectorkit.generator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.emit.DerivedFile;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.emit.SkeletonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCheckTest {
    private static final SkeletonFile SINK = new SkeletonFile(
            "src/main/java/com/acme/Sink.java",
            "class Sink {\n  // " + SkeletonFile.MARK + " - replace\n}\n",
            "t",
            1,
            Optional.empty());
    private static final SkeletonFile ORDERS =
            new SkeletonFile("src/main/java/com/acme/Orders.java", "class Orders {}\n", "t", 1, Optional.of("orders"));
    private static final CommittedFile SCHEMA =
            new CommittedFile("config.schema.json", CommittedFile.Kind.WHOLE, "{}\n");
    private static final CommittedFile TABLE =
            new CommittedFile("README.md", CommittedFile.Kind.BETWEEN_MARKERS, "| a |\n");

    @TempDir
    private Path project;

    private final List<GeneratedFile> both = List.of(SINK, ORDERS);

    @BeforeEach
    void generateOnce() throws IOException {
        Files.writeString(
                project.resolve("README.md"),
                "# Mine\n" + CommittedFile.BEGIN + "\nold\n" + CommittedFile.END + "\nmine too\n");
        new OutputWriter(layout(), false).write(both, List.of());
        new CommittedOutput(layout()).write(List.of(SCHEMA, TABLE));
    }

    @Test
    void findsNothingInAProjectThatIsAsItsDescriptorSays() {
        assertThat(problems(both, false)).isEmpty();
    }

    @Test
    void leavesTheRestOfAReadmeToItsAuthor() throws IOException {
        assertThat(Files.readString(project.resolve("README.md")))
                .isEqualTo("# Mine\n" + CommittedFile.BEGIN + "\n\n| a |\n\n" + CommittedFile.END + "\nmine too\n");
        Files.writeString(project.resolve("README.md"), Files.readString(project.resolve("README.md")) + "more\n");
        assertThat(problems(both, false)).isEmpty();
        Files.writeString(project.resolve("README.md"), "no markers");
        assertThat(problems(both, false)).isEmpty();
        Files.writeString(project.resolve("README.md"), CommittedFile.BEGIN + "\n" + CommittedFile.END + "\n");
        assertThat(problems(both, false)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("README.md: is gone, or was never written; run mvn connector:docs"));
    }

    @Test
    void findsACommittedFileThatIsGoneUntilItsAuthorDoesWithoutIt() throws IOException {
        Files.delete(project.resolve("config.schema.json"));
        assertThat(problems(both, false)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("config.schema.json: is gone")
                .contains("mvn connector:docs", "-Dconnector.accept"));
        assertThat(new ProjectCheck(layout(), false, true).problems(both, List.of(SCHEMA, TABLE)))
                .isEmpty();
        assertThat(problems(both, false)).isEmpty();
        assertThat(new CommittedOutput(layout()).write(List.of(SCHEMA, TABLE))).isEmpty();
        assertThat(project.resolve("config.schema.json")).doesNotExist();
    }

    @Test
    void findsDerivedCodeThatIsGoneOrWasEdited() throws IOException {
        DerivedFile base = new DerivedFile(DerivedFile.Kind.SOURCE, "com/acme/Base.java", "class Base {}\n");
        List<GeneratedFile> all = List.of(SINK, ORDERS, base);
        assertThat(problems(all, false)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("com/acme/Base.java: derived code is gone"));
        new OutputWriter(layout(), false).write(all, List.of());
        assertThat(problems(all, false)).isEmpty();
        Files.writeString(project.resolve("target/s/com/acme/Base.java"), "class Edited {}\n");
        assertThat(problems(all, false)).hasSize(1);
        Files.delete(project.resolve("target/derived.json"));
        assertThat(problems(all, false)).as("nothing was built").isEmpty();
    }

    @Test
    void findsACommittedFileThatIsStaleOrWasEdited() throws IOException {
        Files.writeString(project.resolve("config.schema.json"), "{\"edited\": true}\n");
        Path readme = project.resolve("README.md");
        Files.writeString(readme, Files.readString(readme).replace("| a |", "| b |"));
        assertThat(problems(both, false))
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("config.schema.json: ").contains("mvn connector:docs"))
                .anySatisfy(problem -> assertThat(problem).startsWith("README.md: "));
    }

    @Test
    void findsASkeletonThatIsGoneUntilItsAuthorSaysThatItIsToBe() throws IOException {
        Files.delete(project.resolve(SINK.path()));
        assertThat(problems(both, false)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith(SINK.path() + ": ")
                .contains("-Dconnector.accept"));
        assertThat(new ProjectCheck(layout(), false, true).problems(both, List.of()))
                .isEmpty();
        assertThat(problems(both, false)).isEmpty();
        assertThat(new OutputWriter(layout(), false).write(both, List.of()).skeletons())
                .isEmpty();
    }

    @Test
    void findsCodeThatIsLeftOfAStreamThatTheDescriptorDropped() {
        assertThat(problems(List.of(SINK), false)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith(ORDERS.path() + ": ")
                .contains("stream \"orders\""));
    }

    @Test
    void findsLinesToReplaceInARelease() {
        assertThat(problems(both, true)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith(SINK.path() + ":2: "));
    }

    @Test
    void saysWhatARunWouldChangeAndChangesNothing() throws IOException {
        SkeletonFile more =
                new SkeletonFile("src/main/java/com/acme/More.java", "class More {}\n", "t", 1, Optional.empty());
        assertThat(new OutputWriter(layout(), true).differences(List.of(SINK, more)))
                .extracting(Difference::path, Difference::change)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(more.path(), Difference.Change.MAKE));
        assertThat(project.resolve(more.path())).doesNotExist();
        Files.writeString(project.resolve("config.schema.json"), "{\"edited\": true}\n");
        assertThat(new CommittedOutput(layout())
                        .differences(List.of(SCHEMA))
                        .get(0)
                        .lines())
                .containsExactly("rewrite config.schema.json", "  - {\"edited\": true}", "  + {}");
    }

    private List<String> problems(List<GeneratedFile> files, boolean release) {
        return new ProjectCheck(layout(), release, false).problems(files, List.of(SCHEMA, TABLE));
    }

    private OutputLayout layout() {
        Path target = project.resolve("target");
        return new OutputLayout(project, target.resolve("s"), target.resolve("r"), target.resolve("derived.json"));
    }
}
