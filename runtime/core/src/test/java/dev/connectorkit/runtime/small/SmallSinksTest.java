package dev.connectorkit.runtime.small;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an author writes for systems of many kinds, run by the command line on streams; it stays small. */
@Timeout(30)
class SmallSinksTest {
    private static final int MOST_LINES = 40;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void rowsAreKeptInMemory() {
        MemoryTarget target = new MemoryTarget();
        assertThat(run(target, "", schema("a", "id") + rows("a", 1, 2) + state(2)))
                .isZero();
        assertThat(target.rows).containsExactly(Map.of("id", 1L, "n", 10L), Map.of("id", 2L, "n", 20L));
        assertThat(states()).isEqualTo("{\"at\":2}\n");
    }

    @Test
    void eachStreamGoesIntoAFile() {
        String input = schema("a", "id") + schema("b", "id") + rows("a", 1, 3) + rows("b", 1, 1) + state(4);
        assertThat(run(new CsvTarget(folder), "\"batch_size_rows\":2", input)).isZero();
        assertThat(folder.resolve("a.csv")).hasContent("1,10\n2,20\n3,30");
        assertThat(folder.resolve("b.csv")).hasContent("1,10");
        assertThat(states()).endsWith("{\"at\":4}\n");
    }

    @Test
    void theLastRowOfAKeyStays() throws IOException {
        KeyedStoreTarget target = new KeyedStoreTarget();
        String input = schema("a", "id") + rows("a", 1, 2) + row("a", 1, 99) + state(3);
        Path summary = folder.resolve("summary.json");
        assertThat(run(target, "", input, "--summary", summary.toString())).isZero();
        assertThat(target.rows)
                .containsOnly(
                        Map.entry(List.of(1L), Map.of("id", 1L, "n", 99L)),
                        Map.entry(List.of(2L), Map.of("id", 2L, "n", 20L)));
        assertThat(Files.readString(summary))
                .containsPattern("\"read\" ?: ?3")
                .containsPattern("\"written\" ?: ?2")
                .containsPattern("\"merged\" ?: ?1");
    }

    @Test
    void recordsAreWrittenOneByOne() {
        RecordByRecordTarget target = new RecordByRecordTarget();
        assertThat(run(target, "", schema("a", "id") + rows("a", 1, 2) + state(2)))
                .isZero();
        assertThat(target.lines).containsExactly("{\"id\":1,\"n\":10}", "{\"id\":2,\"n\":20}");
    }

    /** The slow stream's first batch ends only once the fast stream's row, which comes after it, is written. */
    @Test
    void aSlowStreamKeepsNoOtherFromLoading() {
        SlowTarget target = new SlowTarget();
        String input = schema("slow", "id")
                + schema("fast", "id")
                + rows("slow", 1, 2)
                + state(2)
                + rows("fast", 1, 2)
                + state(4);
        assertThat(run(target, "\"batch_size_rows\":2", input)).isZero();
        assertThat(target.fastRows).hasValue(2);
        assertThat(states()).endsWith("{\"at\":4}\n");
    }

    @Test
    void aBatchThatFailsIsTriedAgainUnderTheSameId() {
        FlakyTarget target = new FlakyTarget();
        String input = schema("a", "id") + rows("a", 1, 2) + state(2);
        assertThat(run(target, "\"retry_delay_seconds\":0.001", input)).isZero();
        assertThat(target.attempts).hasValue(3);
        assertThat(target.batchIds).hasSize(1);
        assertThat(states()).isEqualTo("{\"at\":2}\n");
    }

    @Test
    void aStreamThatFailsKeepsItsStatesBackAndNoOtherFromLoading() {
        FailingTarget target = new FailingTarget();
        String input = schema("bad", "id")
                + schema("good", "id")
                + rows("good", 1, 1)
                + state(1)
                + rows("bad", 1, 1)
                + rows("good", 2, 2)
                + state(3);
        assertThat(run(target, "", input)).isEqualTo(5);
        assertThat(target.lines).containsExactly("{\"id\":1,\"n\":10}", "{\"id\":2,\"n\":20}");
        assertThat(states()).isEqualTo("{\"at\":1}\n");
        assertThat(lastLine()).isEqualTo("LOAD_FAILED: stream \"bad\": the system has no room; make some");
    }

    @Test
    void rowsThatTheSystemRefusesAreSetAside() throws IOException {
        PartlyRejectingTarget target = new PartlyRejectingTarget();
        Path dead = folder.resolve("dead.jsonl");
        String settings =
                "\"on_invalid\":\"dead_letter\",\"max_invalid_records\":\"50%\",\"dead_letter_path\":\"" + dead + "\"";
        assertThat(run(target, settings, schema("a", "id") + rows("a", 1, 4) + state(4)))
                .isZero();
        assertThat(target.ids).containsExactly(2L, 4L);
        assertThat(Files.readAllLines(dead)).hasSize(2).allMatch(line -> line.contains("odd"));
        assertThat(states()).isEqualTo("{\"at\":4}\n");
        assertThat(run(target, settings.replace("50%", "49%"), schema("a", "id") + rows("a", 1, 4)))
                .isEqualTo(4);
        assertThat(lastLine()).startsWith("TOO_MANY_INVALID: 2 of 4 records are invalid");
    }

    @Test
    void onlyRowsThatWereNotTakenAreSentAgain() {
        ThrottledTarget target = new ThrottledTarget();
        String input = schema("a", "id") + rows("a", 1, 5) + state(5);
        assertThat(run(target, "\"retry_delay_seconds\":0.001", input)).isZero();
        assertThat(target.calls).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
        assertThat(states()).isEqualTo("{\"at\":5}\n");
    }

    @Test
    void lanesShareTheKeys() {
        LanesTarget target = new LanesTarget();
        String input = schema("a", "id") + rows("a", 1, 50) + rows("a", 1, 50) + state(100);
        assertThat(run(target, "\"batch_size_rows\":5", input)).isZero();
        assertThat(target.keys).hasSize(2);
        List<Long> all = target.keys.values().stream().flatMap(Set::stream).toList();
        assertThat(all).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void aSinkIsChosenByNameOrBySchema() {
        PerStreamTarget target = new PerStreamTarget();
        String input = schema("orders", "id")
                + schema("log", "")
                + schema("users", "id")
                + rows("orders", 1, 1)
                + rows("log", 1, 2)
                + rows("users", 1, 3);
        assertThat(run(target, "", input)).isZero();
        assertThat(target.written).containsExactlyInAnyOrder("by name orders 1", "appended log 2", "upserted users 3");
    }

    @Test
    void onlyTheActiveVersionStays() {
        VersionedTarget target = new VersionedTarget();
        String input = schema("a", "id") + row("a", 1, 1) + row("a", 2, 1) + row("a", 1, 2)
                + "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"a\",\"version\":2}\n" + state(3);
        assertThat(run(target, "", input)).isZero();
        assertThat(target.versionById).containsExactly(Map.entry(1L, 2L));
        assertThat(states()).isEqualTo("{\"at\":3}\n");
    }

    @Test
    void aDestinationExportsBetweenABeginningAndAnEnd() {
        LedgerDestination destination = new LedgerDestination();
        String input =
                schema("a", "id") + rows("a", 1, 1) + "{\"type\":\"STATE\",\"value\":{\"bookmarks\":{\"a\":1}}}\n";
        assertThat(run(new DestinationTarget(destination), "", input)).isZero();
        assertThat(destination.entries).containsExactly("open", "a {\"id\":1,\"n\":10}", "close");
        assertThat(states()).isEqualTo("{\"bookmarks\":{\"a\":1}}\n");
    }

    @Test
    void theAuthorsSideStaysSmall() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/test/java/dev/connectorkit/runtime/small"))) {
            List<Path> sinks = sources.filter(file -> file.toString().matches(".*(Target|Destination)\\.java"))
                    .toList();
            assertThat(sinks).hasSizeGreaterThanOrEqualTo(10).allSatisfy(file -> assertThat(linesOfCode(file))
                    .as(file.toString())
                    .isLessThanOrEqualTo(MOST_LINES));
        }
    }

    private static long linesOfCode(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("/**"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(Target target, String settings, String input, String... more) {
        out.reset();
        err.reset();
        Connector connector = new Connector() {
            @Override
            public ConnectorInfo info() {
                return ConnectorInfo.of("target-small").build();
            }

            @Override
            public Target open(Settings any) {
                return target;
            }
        };
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8));
        List<String> arguments = Stream.concat(Stream.of("--config_json", "{" + settings + "}"), Stream.of(more))
                .toList();
        return ConnectorCommand.run(connector, streams, arguments.toArray(String[]::new));
    }

    private String states() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String lastLine() {
        List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static String schema(String stream, String key) {
        return """
                {"type":"SCHEMA","stream":"%s","schema":{"properties":{"id":{"type":"integer"},"n":{"type":"integer"}}},"key_properties":[%s]}
                """.formatted(stream, key.isEmpty() ? "" : "\"" + key + "\"");
    }

    private static String rows(String stream, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> row(stream, id, 10 * id))
                .collect(Collectors.joining());
    }

    private static String row(String stream, int id, int n) {
        return "{\"type\":\"RECORD\",\"stream\":\"%s\",\"record\":{\"id\":%d,\"n\":%d}}\n".formatted(stream, id, n);
    }

    private static String state(int at) {
        return "{\"type\":\"STATE\",\"value\":{\"at\":%d}}\n".formatted(at);
    }
}
