package dev.connectorkit.testkit.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.PreparedTable;
import dev.connectorkit.testkit.destination.TestDestination;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.run.SystemUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
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
        Path directory = work.resolve("cases").resolve(conformanceCase.name()).resolve(folderName(run));
        TestDestination destination = destinations.apply(directory);
        Capabilities able = capabilities.andWithout(destination.missing());
        Optional<String> reason = conformanceCase.reasonNotToApply(able);
        if (reason.isPresent()) {
            return result(conformanceCase, run, new Verdict.NotApplicable(reason.get()), Duration.ZERO, "");
        }
        if (conformanceCase.needsProcess() && !system.isProcess()) {
            return notRun(conformanceCase, run, "a signal ends the connector, so it has to be a process of its own");
        }
        Verdict verdict = verdict(conformanceCase, run, directory, destination, able);
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        return result(conformanceCase, run, verdict, time, directory.toString());
    }

    /** The result of a run that cannot take place. */
    public static CaseResult notRun(ConformanceCase conformanceCase, CaseRun run, String reason) {
        return result(conformanceCase, run, new Verdict.NotRun(reason), Duration.ZERO, "");
    }

    /** Deletes what the run left behind. */
    public static void discard(CaseResult result) {
        if (!result.files().isEmpty()) {
            deleteAll(Path.of(result.files()));
        }
    }

    private Verdict verdict(
            ConformanceCase conformanceCase,
            CaseRun run,
            Path directory,
            TestDestination destination,
            Capabilities able) {
        try {
            makeEmpty(directory);
            for (Map.Entry<String, byte[]> file : conformanceCase.files().entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
            destination.start();
            try {
                Optional<String> reason = prepare(conformanceCase, destination);
                return reason.isPresent()
                        ? new Verdict.NotApplicable(reason.get())
                        : new CaseSteps(this, conformanceCase, run, directory, destination, able).verdict();
            } finally {
                destination.stop();
            }
        } catch (RuntimeException | IOException e) {
            StringWriter stackTrace = new StringWriter();
            e.printStackTrace(new PrintWriter(stackTrace));
            return new Verdict.Broken(stackTrace.toString());
        }
    }

    /** Brings the destination into the state that the case asks for, or gives the reason why it has none such. */
    private static Optional<String> prepare(ConformanceCase conformanceCase, TestDestination destination) {
        Optional<Condition> condition = conformanceCase.condition();
        if (condition.isPresent() && !destination.impose(condition.get())) {
            return Optional.of("the test destination cannot be made %s"
                    .formatted(condition.get().word()));
        }
        for (PreparedTable table : conformanceCase.tables()) {
            if (!destination.prepare(table)) {
                return Optional.of("the test destination cannot make a table before the run");
            }
        }
        return Optional.empty();
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
            deleteAll(directory);
        }
        Files.createDirectories(directory);
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> left = Files.walk(directory)) {
            left.sorted(Comparator.reverseOrder()).forEach(CaseRunner::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
