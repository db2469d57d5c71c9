package dev.connectorkit.testkit;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.TextReport;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.run.InProcessUnderTest;
import dev.connectorkit.testkit.suite.CaseRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance suite as JUnit tests, a node for each case, with the connector in the same JVM:
 *
 * <pre>{@code
 * class FlightsTargetTest extends TargetContract {
 *     @Override
 *     protected Connector connector() {
 *         return new FlightsConnector();
 *     }
 *
 *     @Override
 *     protected TestDestination destination(Path work) {
 *         return new DuckDbTestDestination(work.resolve("flights.duckdb"));
 *     }
 * }
 * }</pre>
 */
public abstract class TargetContract {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    /** Makes the connector; called for each run. */
    protected abstract Connector connector();

    /** Makes the destination of a run, not yet started; the folder is the run's own and is empty. */
    protected abstract TestDestination destination(Path work);

    /** What the connector can do; everything unless this is overridden. */
    protected Capabilities capabilities() {
        return Capabilities.all();
    }

    /** The cases to run, in order: those of the suite, unless this is overridden to leave some out or add some. */
    protected List<ConformanceCase> cases() {
        return CaseLibrary.standard();
    }

    @TestFactory
    final Stream<DynamicNode> conformance(@TempDir Path work) {
        CaseRunner runner = new CaseRunner(
                new InProcessUnderTest(this::connector),
                this::destination,
                JsonTrees.object(),
                capabilities(),
                TIME_LIMIT,
                work);
        return cases().stream().map(conformanceCase -> node(runner, conformanceCase));
    }

    private static DynamicNode node(CaseRunner runner, ConformanceCase conformanceCase) {
        List<CaseRun> runs = conformanceCase.runs();
        if (runs.size() == 1) {
            return test(runner, conformanceCase, runs.get(0), conformanceCase.name());
        }
        return DynamicContainer.dynamicContainer(
                conformanceCase.name(), runs.stream().map(run -> test(runner, conformanceCase, run, run.name())));
    }

    private static DynamicTest test(CaseRunner runner, ConformanceCase conformanceCase, CaseRun run, String name) {
        return DynamicTest.dynamicTest(name, () -> report(runner.run(conformanceCase, run)));
    }

    private static void report(CaseResult result) {
        if (result.verdict() instanceof Verdict.Failed failed) {
            String text = "%s%n%s".formatted(result.proves(), TextReport.of(failed.findings()));
            String expected = failed.findings().stream()
                    .map(finding -> finding.place() + "\n" + finding.expected())
                    .collect(Collectors.joining("\n"));
            String found = failed.findings().stream()
                    .map(finding -> finding.place() + "\n" + finding.found())
                    .collect(Collectors.joining("\n"));
            Assertions.assertEquals(expected, found, text); // an IDE shows the two side by side
        } else if (result.verdict() instanceof Verdict.Broken broken) {
            Assertions.fail("the suite could not do its part\n" + broken.stackTrace());
        } else if (result.verdict() instanceof Verdict.NotApplicable other) {
            Assumptions.abort("does not apply: " + other.reason());
        } else if (result.verdict() instanceof Verdict.NotRun other) {
            Assumptions.abort("not run: " + other.reason());
        }
    }
}
