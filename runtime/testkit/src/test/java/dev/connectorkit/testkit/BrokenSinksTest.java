package dev.connectorkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.JsonLinesTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.fixture.Fault;
import dev.connectorkit.testkit.fixture.JsonLinesConnector;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.TextReport;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.run.InProcessUnderTest;
import dev.connectorkit.testkit.suite.CaseRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite is worth what it catches: each fault fails the cases named here, and no others. */
class BrokenSinksTest {
    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource({
        "NONE, ''",
        "DROPS_THE_LAST_BATCH, 'bad-line load record-before-schema state upsert'",
        "SWALLOWS_AN_ERROR, 'bad-line state upsert'",
        "WRITES_ROWS_TWICE, 'bad-line load record-before-schema state upsert'",
        "WRITES_AFTER_IT_SAID_SO, 'bad-line load record-before-schema state upsert'",
        "LOSES_DIGITS, load",
        "LOSES_OFFSETS, load",
        "TAKES_EMPTY_TEXT_FOR_NULL, 'load upsert'",
    })
    void failsTheCasesThatAFaultConcerns(Fault fault, String cases) {
        Set<String> failed = new TreeSet<>();
        for (CaseResult result : results(fault)) {
            assertThat(result.verdict()).as(TextReport.of(result)).isNotInstanceOf(Verdict.Broken.class);
            if (result.verdict().isFailure()) {
                failed.add(result.name().replaceFirst(" .*", ""));
            }
        }
        assertThat(String.join(" ", failed)).isEqualTo(cases);
    }

    private List<CaseResult> results(Fault fault) {
        CaseRunner runner = new CaseRunner(
                new InProcessUnderTest(() -> new JsonLinesConnector(fault)),
                BrokenSinksTest::destination,
                JsonTrees.object(),
                Capabilities.without(Capability.UPSERT),
                Duration.ofSeconds(60),
                work);
        List<CaseResult> results = new ArrayList<>();
        for (ConformanceCase conformanceCase : CaseLibrary.standard()) {
            for (CaseRun run : conformanceCase.runs()) {
                results.add(runner.run(conformanceCase, run));
            }
        }
        return results;
    }

    private static TestDestination destination(Path folder) {
        return new JsonLinesTestDestination(
                folder.resolve("lines"),
                JsonTrees.object().put("folder", folder.resolve("lines").toString()));
    }
}
