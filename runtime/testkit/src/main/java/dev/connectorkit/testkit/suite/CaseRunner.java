package dev.connectorkit.testkit.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.check.Finding;
import dev.connectorkit.testkit.check.RunCheck;
import dev.connectorkit.testkit.check.StateWatch;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.run.RunRequest;
import dev.connectorkit.testkit.run.RunResult;
import dev.connectorkit.testkit.run.SystemUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs cases on one connector.
 *
 * @param system       the connector
 * @param destinations makes the destination of a run, given the run's folder
 * @param settings     the configuration that destination and case overlay; not to be changed
 * @param capabilities what the connector can do
 * @param timeLimit    for each run
 * @param work         a folder below which each run gets one of its own; what an earlier suite left there is deleted
 */
public record CaseRunner(
        SystemUnderTest system,
        Function<Path, TestDestination> destinations,
        ObjectNode settings,
        Capabilities capabilities,
        Duration timeLimit,
        Path work) {
    public CaseRunner {
        requireNonNull(system, "system");
        requireNonNull(destinations, "destinations");
        requireNonNull(settings, "settings");
        requireNonNull(capabilities, "capabilities");
        requireNonNull(timeLimit, "timeLimit");
        work = work.toAbsolutePath();
    }

    /** One run of a case; whatever goes wrong is in the result. */
    public CaseResult run(ConformanceCase conformanceCase, CaseRun run) {
        long started = System.nanoTime();
        Optional<String> reason = conformanceCase.reasonNotToApply(capabilities);
        if (reason.isPresent()) {
            return result(conformanceCase, run, new Verdict.NotApplicable(reason.get()), Duration.ZERO, "");
        }
        Path directory = work.resolve("cases").resolve(conformanceCase.name()).resolve(folderName(run));
        Verdict verdict = verdict(conformanceCase, run, directory);
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        return result(conformanceCase, run, verdict, time, directory.toString());
    }

    /** The result of a run that cannot take place. */
    public static CaseResult notRun(ConformanceCase conformanceCase, CaseRun run, String reason) {
        return result(conformanceCase, run, new Verdict.NotRun(reason), Duration.ZERO, "");
    }

    private Verdict verdict(ConformanceCase conformanceCase, CaseRun run, Path directory) {
        try {
            makeEmpty(directory);
            TestDestination destination = destinations.apply(directory);
            destination.start();
            try {
                return verdict(conformanceCase, run, directory, destination);
            } finally {
                destination.stop();
            }
        } catch (RuntimeException | IOException e) {
            StringWriter stackTrace = new StringWriter();
            e.printStackTrace(new PrintWriter(stackTrace));
            return new Verdict.Broken(stackTrace.toString());
        }
    }

    private Verdict verdict(ConformanceCase conformanceCase, CaseRun run, Path directory, TestDestination destination) {
        boolean readable = capabilities.has(Capability.READABLE);
        Optional<TestDestination> readDuringRun =
                Optional.of(destination).filter(d -> readable && d.isReadableDuringRun());
        StateWatch states = new StateWatch(conformanceCase.input(), readDuringRun, capabilities.has(Capability.UPSERT));
        ObjectNode configuration = configuration(conformanceCase, run, destination);
        RunResult ended = system.run(
                new RunRequest(directory, configuration, conformanceCase.input(), timeLimit, states::accept));
        List<Finding> findings = RunCheck.findings(
                conformanceCase.expectedOf(capabilities),
                ended,
                timeLimit,
                states,
                Optional.of(destination).filter(d -> readable));
        if (!findings.isEmpty()) {
            return new Verdict.Failed(findings);
        }
        return new Verdict.Passed(
                readable ? List.of() : List.of("rows were not looked at: the destination is declared as not readable"));
    }

    private ObjectNode configuration(ConformanceCase conformanceCase, CaseRun run, TestDestination destination) {
        ObjectNode configuration = settings.deepCopy();
        configuration.setAll(destination.settings());
        configuration.setAll(conformanceCase.settings());
        configuration.setAll(run.settings());
        return configuration;
    }

    private static CaseResult result(
            ConformanceCase conformanceCase, CaseRun run, Verdict verdict, Duration time, String files) {
        String name =
                run.name().isEmpty() ? conformanceCase.name() : "%s [%s]".formatted(conformanceCase.name(), run.name());
        return new CaseResult(name, conformanceCase.proves(), conformanceCase.part(), verdict, time, files);
    }

    private static String folderName(CaseRun run) {
        return run.name().isEmpty() ? "once" : run.name().replace(' ', '-').toLowerCase(Locale.ROOT);
    }

    private static void makeEmpty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> left = Files.walk(directory)) {
                left.sorted(Comparator.reverseOrder()).forEach(CaseRunner::delete);
            }
        }
        Files.createDirectories(directory);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
