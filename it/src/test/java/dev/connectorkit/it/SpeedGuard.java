package dev.connectorkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.it.bench.Bench;
import dev.connectorkit.it.bench.Bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Some measurements of the bench, compared to what was committed; {@code mvn verify -Pbench}. Ratios to a limit of the same
 * minute are compared, so another machine will do. A busy one will not: a connector works on two cores and most limits on one,
 * so what else wants a core takes more from the connector. With {@code -Dbench.rows} it is shorter, and weighs the start more.
 */
class SpeedGuard {
    private static final Path KIT = Path.of("..").toAbsolutePath().normalize();
    private static final double BORNE = 0.8;

    @Test
    void noRatioIsMoreThanAFifthBelowTheCommittedOne() throws Exception {
        JsonNode committed = Json.parse(Files.readString(KIT.resolve("it/bench/committed.json")));
        Path work = Files.createDirectories(Path.of("target", "bench-guard"));
        deleteConnectorsOfEarlierBuilds(work.resolve("connectors"));
        Map<String, Double> ratios = Bench.run(new Options(
                KIT,
                work,
                List.of(System.getProperty("bench.maven").split(" +")),
                System.getProperty("kit.version"),
                new TreeSet<>(names(committed.path("ratios"))),
                false,
                Optional.ofNullable(Long.getLong("bench.rows")),
                committed.path("runs").intValue(),
                ""));

        List<String> slower = new ArrayList<>();
        committed.path("ratios").properties().forEach(ratio -> {
            double lowest = BORNE * ratio.getValue().doubleValue();
            double found = ratios.getOrDefault(ratio.getKey(), 0.0);
            if (found < lowest) {
                slower.add("%s: %.2f, committed %s".formatted(ratio.getKey(), found, ratio.getValue()));
            }
        });
        assertThat(slower).isEmpty();
    }

    private static void deleteConnectorsOfEarlierBuilds(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<String> names(JsonNode ratios) {
        List<String> names = new ArrayList<>();
        ratios.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
