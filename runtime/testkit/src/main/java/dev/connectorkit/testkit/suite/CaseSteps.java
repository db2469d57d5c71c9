package dev.connectorkit.testkit.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.CaseStep;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.Expectation;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.check.Finding;
import dev.connectorkit.testkit.check.RunCheck;
import dev.connectorkit.testkit.check.RunOutcome;
import dev.connectorkit.testkit.check.StateWatch;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.run.RunRequest;
import dev.connectorkit.testkit.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The steps of one run of a case, one after the other on one destination, until one is not as expected. */
final class CaseSteps {
    /** In a setting, the run's folder. */
    private static final String RUN = "${run}";

    private final CaseRunner runner;
    private final ConformanceCase conformanceCase;
    private final CaseRun run;
    private final Path directory;
    private final TestDestination destination;
    private final Capabilities able;
    private final boolean foreign;
    private final boolean readable;

    private CaseInput input = new CaseInput(new byte[0]);
    private int lastStateLine;

    CaseSteps(
            CaseRunner runner,
            ConformanceCase conformanceCase,
            CaseRun run,
            Path directory,
            TestDestination destination,
            Capabilities able) {
        this.runner = runner;
        this.conformanceCase = conformanceCase;
        this.run = run;
        this.directory = directory;
        this.destination = destination;
        this.able = able;
        this.foreign = !able.has(Capability.KIT);
        this.readable = able.has(Capability.READABLE);
    }

    Verdict verdict() {
        int steps = conformanceCase.steps().size();
        for (int number = 1; number <= steps; number++) {
            List<Finding> findings = findings(conformanceCase.steps().get(number - 1), number);
            if (!findings.isEmpty()) {
                return new Verdict.Failed(steps == 1 ? findings : numbered(findings, number, steps));
            }
        }
        return new Verdict.Passed(unchecked());
    }

    private List<String> unchecked() {
        List<String> unchecked = new ArrayList<>();
        if (!readable) {
            unchecked.add("rows: the destination is declared as not readable");
        }
        List<Expectation> expected = conformanceCase.steps().stream()
                .map(step -> step.expectedOf(able))
                .toList();
        if (foreign && expected.stream().anyMatch(step -> step.error().isPresent())) {
            unchecked.add("which failure it was: a foreign target has exit statuses and messages of its own");
        }
        if (foreign && expected.stream().anyMatch(step -> !step.counters().isEmpty())) {
            unchecked.add("counters: a foreign target has none");
        }
        if (foreign && conformanceCase.awaitsStates()) {
            unchecked.add("whether states came out while the tap waited: a foreign target may keep them for the end");
        }
        return unchecked;
    }

    private static List<Finding> numbered(List<Finding> findings, int number, int steps) {
        return findings.stream()
                .map(finding -> new Finding(
                        "run %d of %d, %s".formatted(number, steps, finding.place()),
                        finding.expected(),
                        finding.found()))
                .toList();
    }

    private List<Finding> findings(CaseStep step, int number) {
        input = step.resumes() ? input.resumedAfter(lastStateLine) : step.input();
        Expectation expected = step.expectedOf(able);
        Optional<TestDestination> looked = Optional.of(destination).filter(d -> readable);
        StateWatch states = new StateWatch(
                input,
                looked.filter(TestDestination::isReadableDuringRun),
                able.has(Capability.UPSERT),
                step.notLoaded());
        List<String> output = new CopyOnWriteArrayList<>();
        ObjectNode configuration = configuration(step);
        RunResult ended = runner.system()
                .run(new RunRequest(
                        directory,
                        number,
                        arguments(step, expected, number),
                        configuration,
                        input,
                        step.tap(),
                        destination::cutConnections,
                        runner.timeLimit(),
                        line -> {
                            boolean isRepeated = foreign
                                    && !output.isEmpty()
                                    && output.get(output.size() - 1).equals(line); // does no harm
                            output.add(line);
                            if (expected.output().isEmpty() && !isRepeated) {
                                states.accept(line);
                            }
                        }));
        looked.filter(d -> !d.isReadableDuringRun()).ifPresent(states::checkAfterRun);
        lastStateLine = states.lastLine();
        RunOutcome outcome = new RunOutcome(
                ended,
                runner.timeLimit(),
                output,
                json(summary(number)),
                lines(configuration.path("dead_letter_path").asText()),
                files(expected.files().keySet()));
        return RunCheck.findings(expected, foreign, outcome, states, looked);
    }

    private ObjectNode configuration(CaseStep step) {
        ObjectNode configuration = runner.settings().deepCopy();
        configuration.setAll(destination.settings());
        configuration.setAll(conformanceCase.steps().get(0).settings());
        configuration.setAll(step.settings());
        configuration.setAll(run.settings());
        return withRunNamed(configuration);
    }

    /** Every text, at whatever depth. */
    private ObjectNode withRunNamed(ObjectNode configuration) {
        if (!configuration.toString().contains(RUN)) {
            return configuration;
        }
        try {
            String folder = directory.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            return (ObjectNode) JsonTrees.parse(configuration.toString().replace(RUN, folder));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration is no JSON any more with the folder's name in it", e);
        }
    }

    private List<String> arguments(CaseStep step, Expectation expected, int number) {
        List<String> arguments = new ArrayList<>(step.arguments().isEmpty() ? RunRequest.LOADING : step.arguments());
        if (!foreign && !expected.counters().isEmpty()) {
            arguments.addAll(List.of("--summary", summary(number).toString()));
        }
        return arguments;
    }

    private Path summary(int number) {
        return directory.resolve("summary-%d.json".formatted(number));
    }

    private Map<String, JsonNode> files(Set<String> names) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        names.forEach(name -> json(directory.resolve(name)).ifPresent(value -> found.put(name, value)));
        return found;
    }

    private static Optional<JsonNode> json(Path file) {
        return lines(file.toString(), true).stream().findFirst();
    }

    private static List<JsonNode> lines(String file) {
        return file.isEmpty() ? List.of() : lines(file, false);
    }

    private static List<JsonNode> lines(String file, boolean whole) {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            List<JsonNode> read = new ArrayList<>();
            for (String text : whole ? List.of(Files.readString(path)) : Files.readAllLines(path)) {
                read.add(JsonTrees.parse(text));
            }
            return read;
        } catch (IOException e) { // JSON that is none is one of them
            throw new IllegalStateException("%s cannot be read as JSON".formatted(path), e);
        }
    }
}
