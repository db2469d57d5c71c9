package dev.connectorkit.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    private static final Measurement FIRST = measurement("first");
    private static final Measurement SECOND = measurement("second");

    @TempDir
    private Path kit;

    @BeforeEach
    void aPageAndTheCommittedRatios() throws IOException {
        Files.createDirectories(kit.resolve("docs"));
        Files.createDirectories(kit.resolve("it/bench"));
        Files.writeString(
                kit.resolve("docs/performance.md"), "before\n<!-- it/bench/run -->\nold\n<!-- end -->\nafter\n");
        Files.writeString(
                kit.resolve("it/bench/committed.json"), "{\"runs\": 3, \"ratios\": {\"first\": 0.5, \"other\": 0.7}}");
    }

    @Test
    void putsTheNewestResultsInTheirOrderIntoThePageAndTheGuardedRatiosIntoTheirFile() throws IOException {
        Results results = Results.in(kit.resolve("results.json"));
        results.put(result(SECOND, 100, 4.0, 1.0));
        results.put(result(FIRST, 100, 9.0, 1.0));
        results.put(result(FIRST, 100, 2.0, 2.5));
        new Publication(kit, Results.in(kit.resolve("results.json")), List.of(FIRST, SECOND)).write();

        assertThat(kit.resolve("docs/performance.md"))
                .content()
                .startsWith("before\n<!-- it/bench/run -->\nOn ")
                .endsWith("\n<!-- end -->\nafter\n")
                .containsSubsequence("| `first`: what | 100 | 50 |", "**1.25**", "| `second`: what |", "**0.25**")
                .doesNotContain("old", "9.00");
        assertThat(kit.resolve("it/bench/committed.json"))
                .content()
                .containsSubsequence("\"first\" : 1.25", "\"other\" : 0.7")
                .doesNotContain("second");
    }

    @Test
    void refusesWhatWasMeasuredWithFewerRows() throws IOException {
        Results results = Results.in(kit.resolve("results.json"));
        results.put(result(FIRST, 10, 2.0, 2.5));
        assertThatThrownBy(() -> new Publication(kit, results, List.of(FIRST)).write())
                .hasMessageContaining("measured with --rows")
                .hasMessageContaining("first");
        assertThat(kit.resolve("docs/performance.md")).content().contains("old");
    }

    private static Measurement measurement(String name) {
        return new Measurement(name, "what", "limit", 0.8, 100, rows -> {
            throw new AssertionError("nothing is measured");
        });
    }

    private static Result result(Measurement of, long rows, double seconds, double limitSeconds) {
        return new Result(
                of.name(),
                of.what(),
                of.limit(),
                of.toReach(),
                rows,
                1 << 20,
                List.of(new Cost(seconds, 1, 0, 1)),
                List.of(new Cost(limitSeconds, 1, 0, 1)));
    }
}
