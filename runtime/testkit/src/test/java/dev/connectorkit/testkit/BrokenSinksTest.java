package dev.connectorkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.fixture.Fault;
import dev.connectorkit.testkit.fixture.FaultyEngine;
import dev.connectorkit.testkit.fixture.MemoryTestDestination;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.TextReport;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.suite.CaseRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite is worth what it catches: each fault of a connector fails a case. */
class BrokenSinksTest {
    private static final Page PAGE = Page.of("broken-connectors.md");
    private static final String ROW = "| %s | `%s` | %d | %s |\n";
    private static final int MOST_NAMED = 5;

    /** The cases about these wait for something that is to happen by itself; what else is wrong shows elsewhere, and sooner. */
    private static final Set<Fault> CAUGHT_BY_WAITING =
            EnumSet.of(Fault.STALLS_STATES, Fault.FORGETS_THE_AGE, Fault.FORGETS_THE_BYTES, Fault.FORGETS_THE_MEMORY);

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void failsTheCaseThatNamesTheFault(Fault fault) {
        assertThat(failed(fault, Set.of(fault.namedBy()))).containsExactly(fault.namedBy());
    }

    /** All cases against all faults takes a while: the table in the docs is made, and compared, with the full build. */
    @Test
    @Tag("full")
    void keepsTheTableOfWhichCaseCaughtWhichFault() throws IOException {
        Map<Fault, List<String>> caught = new ConcurrentHashMap<>();
        Arrays.stream(Fault.values()).filter(fault -> fault != Fault.NONE).toList().parallelStream()
                .forEach(fault -> caught.put(fault, failed(fault, Set.of())));

        assertThat(caught).allSatisfy((fault, cases) -> assertThat(cases).contains(fault.namedBy()));
        PAGE.compareOrWrite(page(new EnumMap<>(caught)));
    }

    private static String page(Map<Fault, List<String>> caught) {
        StringBuilder page = new StringBuilder("""
                # Broken connectors, and the cases that catch them

                A suite is worth what it fails. Each line is a connector to tables in memory that passes all cases, with one fault
                put in. The case that names the fault has to fail on it in every build; how many fail in all, and the first of them in
                the order of [cases.md](cases.md), a test of the testkit finds out with the full build, and compares with this page
                (`mvn -Pfull verify`; with `-Dgolden.update=true` it is written).

                | a connector that … | the case that names it | cases failed | such as |
                |---|---|---|---|
                """);
        caught.forEach((fault, cases) -> page.append(ROW.formatted(
                fault.does(),
                fault.namedBy(),
                cases.size(),
                cases.stream().limit(MOST_NAMED).map("`%s`"::formatted).collect(Collectors.joining(", ")))));
        return page.toString();
    }

    /** Names of cases, in the suite's order. */
    private List<String> failed(Fault fault, Set<String> only) {
        CaseRunner runner = new CaseRunner(
                new FaultyEngine(fault),
                MemoryTestDestination::new,
                JsonTrees.object(),
                Capabilities.all(),
                Duration.ofSeconds(6),
                work.resolve(fault.name()));
        List<String> failed = new ArrayList<>();
        for (ConformanceCase conformanceCase : CaseLibrary.standard()) {
            String name = conformanceCase.name();
            boolean isWanted = only.isEmpty() ? !waits(name) || name.equals(fault.namedBy()) : only.contains(name);
            if (isWanted && fails(runner, conformanceCase)) {
                failed.add(conformanceCase.name());
            }
        }
        return failed;
    }

    private static boolean waits(String name) {
        return CAUGHT_BY_WAITING.stream().anyMatch(fault -> fault.namedBy().equals(name));
    }

    private static boolean fails(CaseRunner runner, ConformanceCase conformanceCase) {
        boolean fails = false;
        for (CaseRun run : conformanceCase.runs()) {
            CaseResult result = runner.run(conformanceCase, run);
            assertThat(result.verdict()).as(TextReport.of(result)).isNotInstanceOf(Verdict.Broken.class);
            fails |= result.verdict().isFailure();
        }
        return fails;
    }
}
