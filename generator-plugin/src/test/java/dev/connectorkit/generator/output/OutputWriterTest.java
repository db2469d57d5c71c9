package dev.connectorkit.generator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.emit.DerivedFile;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.emit.SkeletonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns which file. */
class OutputWriterTest {
    private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);

    private static final DerivedFile BASE = new DerivedFile(DerivedFile.Kind.SOURCE, "com/acme/Base.java", "base\n");
    private static final DerivedFile SERVICE =
            new DerivedFile(DerivedFile.Kind.RESOURCE, "META-INF/services/x.Connector", "com.acme.C\n");
    private static final CommittedFile SCHEMA =
            new CommittedFile("config.schema.json", CommittedFile.Kind.WHOLE, "{}\n");
    private static final SkeletonFile SINK = skeleton("Sink", "sink\n");
    private static final SkeletonFile TARGET = skeleton("Target", "target\n");

    @TempDir
    private Path project;

    private Path sources;
    private Path resources;

    @BeforeEach
    void layOut() {
        sources = project.resolve("target/generated-sources/connector");
        resources = project.resolve("target/generated-resources/connector");
    }

    @Test
    void writesDerivedFilesToTheirFolders() {
        GenerationResult result = write(BASE, SERVICE);
        assertThat(sources.resolve("com/acme/Base.java")).hasContent("base");
        assertThat(resources.resolve("META-INF/services/x.Connector")).hasContent("com.acme.C");
        assertThat(result.written()).hasSize(2);
        assertThat(result.summary()).isEqualTo("derived files: 2 written, 0 unchanged, 0 removed; skeletons made: 0");
    }

    @Test
    void writesWhatIsCommittedOnceAndNotWhereNothingMayBeWritten() throws IOException {
        Path schema = project.resolve("config.schema.json");
        assertThat(frozen(BASE).committed()).isEmpty();
        assertThat(write(BASE).committed()).containsExactly("config.schema.json");
        assertThat(schema).hasContent("{}");
        Files.delete(schema);
        assertThat(write(BASE).committed()).isEmpty();
        assertThat(schema).doesNotExist();
    }

    @Test
    void keepsACommittedFileThatWasThereBeforeTheFirstRun() throws IOException {
        Path schema = Files.writeString(project.resolve("config.schema.json"), "mine");
        assertThat(write(BASE).committed()).isEmpty();
        assertThat(schema).hasContent("mine");
    }

    @Test
    void doesNotTouchADerivedFileThatWouldStayTheSame() throws IOException {
        write(BASE, SERVICE);
        Path base = sources.resolve("com/acme/Base.java");
        Files.setLastModifiedTime(base, OLD);
        GenerationResult result = write(BASE, SERVICE);
        assertThat(Files.getLastModifiedTime(base)).isEqualTo(OLD);
        assertThat(result.written()).isEmpty();
        assertThat(result.unchanged()).isEqualTo(2);
    }

    @Test
    void writesADerivedFileAnewThatSomebodyEdited() throws IOException {
        write(BASE);
        Files.writeString(sources.resolve("com/acme/Base.java"), "edited");
        assertThat(write(BASE).written()).containsExactly(sources.resolve("com/acme/Base.java"));
        assertThat(sources.resolve("com/acme/Base.java")).hasContent("base");
    }

    @Test
    void removesADerivedFileThatItNoLongerMakesAndTheFoldersThatThisEmpties() {
        write(BASE, SERVICE);
        GenerationResult result = write(BASE);
        assertThat(result.removed()).containsExactly(resources.resolve("META-INF/services/x.Connector"));
        assertThat(resources).isEmptyDirectory();
        assertThat(sources.resolve("com/acme/Base.java")).exists();
    }

    @Test
    void leavesFilesOfOthersWhereTheyAre() throws IOException {
        write(BASE, SERVICE);
        Path others = Files.writeString(sources.resolve("com/acme/Others.java"), "others");
        write();
        assertThat(others).exists();
        assertThat(sources.resolve("com/acme/Base.java")).doesNotExist();
    }

    @Test
    void doesNotMindThatADerivedFileToRemoveIsGone() throws IOException {
        write(BASE);
        Files.delete(sources.resolve("com/acme/Base.java"));
        assertThat(write().removed()).isEmpty();
    }

    @Test
    void makesASkeletonAndRemembersItsOriginal() {
        GenerationResult result = write(SINK);
        assertThat(result.skeletons()).containsExactly(file(SINK));
        assertThat(file(SINK)).hasContent("sink");
        assertThat(project.resolve(".connectorkit/base").resolve(SINK.path())).hasContent("sink");
        assertThat(project.resolve(".connectorkit/manifest.json")).hasContent("""
                        {
                          "format": 1,
                          "skeletons": [
                            {
                              "path": "src/main/java/com/acme/Sink.java",
                              "template": "Sink.java",
                              "templateVersion": 3,
                              "sha256": "bcbd20729da3f6e6ae22f090adcbfd2a93cb33488b79115eb6fd1a7d42532bae"
                            }
                          ]
                        }
                        """);
    }

    @Test
    void remembersTheStreamOfASkeletonThatIsForOne() {
        write(new SkeletonFile("src/main/java/Orders.java", "orders\n", "Sink.java", 3, Optional.of("orders")));
        assertThat(project.resolve(".connectorkit/manifest.json")).content().contains("\"stream\": \"orders\"");
        assertThat(write(new SkeletonFile("src/main/java/Orders.java", "new\n", "Sink.java", 4, Optional.of("orders")))
                        .skeletons())
                .isEmpty();
    }

    @Test
    void neverOverwritesASkeleton() throws IOException {
        write(SINK);
        Files.writeString(file(SINK), "by hand");
        GenerationResult result = write(skeleton("Sink", "another text\n"));
        assertThat(file(SINK)).hasContent("by hand");
        assertThat(result.skeletons()).isEmpty();
        assertThat(project.resolve(".connectorkit/base").resolve(SINK.path())).hasContent("sink");
    }

    @Test
    void neverMakesASkeletonAgainThatWasDeletedOrRenamed() throws IOException {
        write(SINK, TARGET);
        Files.delete(file(SINK));
        Files.move(file(TARGET), file(TARGET).resolveSibling("Renamed.java"));
        assertThat(write(SINK, TARGET).skeletons()).isEmpty();
        assertThat(file(SINK)).doesNotExist();
        assertThat(file(TARGET)).doesNotExist();
    }

    @Test
    void makesASkeletonThatIsNewToTheManifestBesideThoseItKnows() throws IOException {
        write(TARGET);
        Files.delete(file(TARGET));
        assertThat(write(SINK, TARGET).skeletons()).containsExactly(file(SINK));
        String manifest = Files.readString(project.resolve(".connectorkit/manifest.json"));
        assertThat(manifest.indexOf("Sink.java")).isPositive().isLessThan(manifest.indexOf("Target.java"));
    }

    @Test
    void keepsAFileThatIsThereBeforeTheSkeletonAndNotesIt() throws IOException {
        Files.createDirectories(file(SINK).getParent());
        Files.writeString(file(SINK), "by hand");
        assertThat(write(SINK).skeletons()).isEmpty();
        assertThat(file(SINK)).hasContent("by hand");
        Files.delete(file(SINK));
        assertThat(write(SINK).skeletons()).isEmpty();
    }

    @Test
    void leavesTheManifestAsItIsWhenThereIsNothingNew() throws IOException {
        write(SINK);
        Path manifest = project.resolve(".connectorkit/manifest.json");
        Files.setLastModifiedTime(manifest, OLD);
        write(SINK);
        assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(OLD);
    }

    @Test
    void makesAManifestWithoutSkeletonsTooSinceItSaysThatThereWasAFirstRun() {
        write(BASE);
        assertThat(project.resolve(".connectorkit/manifest.json")).isRegularFile();
        assertThat(project.resolve(".connectorkit/base")).doesNotExist();
    }

    @Test
    void frozenRefusesToMakeSkeletonsAndWritesNothingAtAll() throws IOException {
        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(() -> frozen(BASE, SINK, TARGET))
                .withMessageStartingWith(
                        "not made, since this build may not write sources: src/main/java/com/acme/Sink.java, src/main/java/com/acme/Target.java; ")
                .withMessageContaining("mvn connector:generate");
        assertThat(files()).isEmpty();
    }

    @Test
    void frozenWritesDerivedFilesOnly() throws IOException {
        write(SINK);
        Files.delete(file(SINK));
        GenerationResult result = frozen(BASE, SINK);
        assertThat(result.written()).hasSize(1);
        assertThat(file(SINK)).doesNotExist();
    }

    @Test
    void frozenTakesAFileThatIsThereThoughTheManifestDoesNotKnowIt() throws IOException {
        Files.createDirectories(file(SINK).getParent());
        Files.writeString(file(SINK), "by hand");
        frozen(BASE, SINK);
        assertThat(project.resolve(".connectorkit")).doesNotExist();
    }

    @Test
    void saysWhatToDoWithADamagedManifest() throws IOException {
        Path manifest = project.resolve(".connectorkit/manifest.json");
        Files.createDirectories(manifest.getParent());
        for (String damaged :
                List.of("<<<<<<< ours\n", "{}", "{\"format\": 1}", "{\"format\": 2, \"skeletons\": []}", "")) {
            Files.writeString(manifest, damaged);
            assertThatExceptionOfType(OutputException.class)
                    .as(damaged)
                    .isThrownBy(() -> write(SINK))
                    .withMessageStartingWith(manifest + " is damaged (")
                    .withMessageEndingWith("; take it from version control, where it belongs");
        }
    }

    @Test
    void writesAndRemovesNothingOutsideItsFolders() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(new DerivedFile(DerivedFile.Kind.SOURCE, "../../../x", "x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(new SkeletonFile("../x", "x", "Sink.java", 1, Optional.empty())));
        Path precious = Files.writeString(project.resolve("precious"), "x");
        Files.createDirectories(project.resolve("target/connectorkit"));
        Files.writeString(
                project.resolve("target/connectorkit/derived.json"),
                "{\"sources\": [\"../../../precious\"], \"resources\": []}");
        assertThatIllegalArgumentException().isThrownBy(() -> write());
        assertThat(precious).exists();
    }

    private GenerationResult write(GeneratedFile... files) {
        return new OutputWriter(layout(), false).write(List.of(files), List.of(SCHEMA));
    }

    private GenerationResult frozen(GeneratedFile... files) {
        return new OutputWriter(layout(), true).write(List.of(files), List.of(SCHEMA));
    }

    private OutputLayout layout() {
        return new OutputLayout(project, sources, resources, project.resolve("target/connectorkit/derived.json"));
    }

    private Path file(SkeletonFile skeleton) {
        return project.resolve(skeleton.path());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static SkeletonFile skeleton(String type, String text) {
        return new SkeletonFile("src/main/java/com/acme/" + type + ".java", text, type + ".java", 3, Optional.empty());
    }
}
