package dev.connectorkit.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.DestinationException;
import dev.connectorkit.testkit.destination.StoredTable;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.run.RunRequest;
import dev.connectorkit.testkit.run.RunResult;
import dev.connectorkit.testkit.run.SystemUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseRunnerTest {
    private static final String CASE = """
            proves: It.
            needs: [upsert]
            settings: {b: case, c: case}
            batch_sizes: [3]
            expect: {exit: 0, states: {exactly: []}, streams: {s: {rows: []}}}
            """;

    @TempDir
    private Path folder;

    private final List<String> calls = new ArrayList<>();
    private final List<RunRequest> requests = new ArrayList<>();
    private boolean refusesToStart;
    private String yaml = CASE;
    private String input = "";

    @Test
    void laysTheSettingsOfDestinationCaseAndRunOverThoseOfTheConnector() {
        run(Capabilities.all());

        assertThat(requests.get(0).configuration())
                .isEqualTo(JsonTrees.object()
                        .put("a", "connector")
                        .put("b", "case")
                        .put("c", "case")
                        .put("batch_size_rows", 3));
    }

    @Test
    void stopsTheDestinationAlsoAfterTheSuiteItselfFailed() {
        CaseResult result = run(Capabilities.all(), request -> {
            throw new IllegalStateException("no such command");
        });

        assertThat(result.verdict())
                .isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.stackTrace())
                        .contains("no such command"));
        assertThat(calls).containsExactly("start", "settings", "stop");
    }

    @Test
    void reportsADestinationThatDoesNotStartAsItsOwnFault() {
        refusesToStart = true;

        assertThat(run(Capabilities.all()).verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(calls).containsExactly("start");
    }

    @Test
    void givesTheReasonWhereACaseDoesNotApplyAndRunsNothing() {
        CaseResult result = run(Capabilities.without(Capability.UPSERT));

        assertThat(result.verdict())
                .isEqualTo(new Verdict.NotApplicable("the connector is declared without the capability \"upsert\""));
        assertThat(requests).isEmpty();
    }

    @Test
    void saysThatRowsWereNotLookedAtWhereTheyCannotBeRead() {
        CaseResult result = run(Capabilities.without(Capability.READABLE));

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Passed(List.of("rows: the destination is declared as not readable")));
        assertThat(calls).containsExactly("start", "settings", "stop");
    }

    @Test
    void givesEachRunAnEmptyFolderAndLeavesOthersAlone() throws IOException {
        Path others = Files.writeString(folder.resolve("mine.txt"), "mine");
        run(Capabilities.all());
        Path directory = requests.get(0).directory();
        Files.writeString(directory.resolve("left.txt"), "left");

        run(Capabilities.all());

        assertThat(directory)
                .isEqualTo(folder.resolve("work/cases/it/batch-size-3"))
                .isEmptyDirectory();
        assertThat(others).exists();
    }

    @Test
    void letsAForeignTargetRepeatItsLastStateAndNobodyElse() {
        input = "{\"type\":\"STATE\",\"value\":1}\n{\"type\":\"STATE\",\"value\":2}\n";
        yaml = CASE.replace("{exactly: []}", "{last: 2}");

        assertThat(run(Capabilities.without(Capability.KIT), printing("1", "1", "2", "2", "2"))
                        .verdict())
                .isInstanceOf(Verdict.Passed.class);
        assertThat(run(Capabilities.all(), printing("1", "2", "2")).verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void letsNoTargetGoBackToAnEarlierState() {
        input = "{\"type\":\"STATE\",\"value\":1}\n{\"type\":\"STATE\",\"value\":2}\n";
        yaml = CASE.replace("{exactly: []}", "{last: 2}");

        assertThat(run(Capabilities.without(Capability.KIT), printing("1", "2", "1", "2"))
                        .verdict())
                .isInstanceOf(Verdict.Failed.class);
    }

    private static SystemUnderTest printing(String... lines) {
        return request -> {
            List.of(lines).forEach(request.onState());
            return new RunResult(OptionalInt.of(0), List.of(), List.of(), Duration.ZERO);
        };
    }

    @Test
    void letsAForeignTargetKeepTheStatesForTheEndThatTheTapWaitsFor() {
        yaml = CASE.replace("expect:", "tap: [{before_line: 1, does: await_states, states: 1}]\nexpect:");
        SystemUnderTest late = request ->
                new RunResult(OptionalInt.of(0), List.of(), List.of("1 states out while the tap waits"), Duration.ZERO);

        assertThat(run(Capabilities.without(Capability.KIT), late).verdict())
                .isEqualTo(new Verdict.Passed(List.of(
                        "whether states came out while the tap waited: a foreign target may keep them for the end")));
        assertThat(run(Capabilities.all(), late).verdict()).isInstanceOf(Verdict.Failed.class);
    }

    private CaseResult run(Capabilities capabilities) {
        return run(capabilities, request -> {
            requests.add(request);
            return new RunResult(OptionalInt.of(0), List.of(), List.of(), Duration.ZERO);
        });
    }

    private CaseResult run(Capabilities capabilities, SystemUnderTest system) {
        ConformanceCase conformanceCase = conformanceCase();
        CaseRun run = conformanceCase.runs().get(0);
        ObjectNode settings = JsonTrees.object().put("a", "connector").put("b", "connector");
        return new CaseRunner(
                        system,
                        directory -> destination(),
                        settings,
                        capabilities,
                        Duration.ofSeconds(60),
                        folder.resolve("work"))
                .run(conformanceCase, run);
    }

    private ConformanceCase conformanceCase() {
        try {
            Path caseFolder = Files.createDirectories(folder.resolve("own/it"));
            Files.writeString(caseFolder.resolve("case.yaml"), yaml);
            Files.writeString(caseFolder.resolve("input.singer"), input);
            return CaseLibrary.in(folder.resolve("own")).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestDestination destination() {
        return new TestDestination() {
            @Override
            public void start() {
                calls.add("start");
                if (refusesToStart) {
                    throw new DestinationException("not today");
                }
            }

            @Override
            public ObjectNode settings() {
                calls.add("settings");
                return JsonTrees.object().put("b", "destination").put("c", "destination");
            }

            @Override
            public Optional<StoredTable> read(String stream) {
                calls.add("read");
                return Optional.empty();
            }

            @Override
            public void stop() {
                calls.add("stop");
            }
        };
    }
}
