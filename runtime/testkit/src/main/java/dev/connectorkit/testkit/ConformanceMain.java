package dev.connectorkit.testkit;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.CaseRun;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.InvalidCaseException;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.CertifiedTestDestination;
import dev.connectorkit.testkit.report.CaseResult;
import dev.connectorkit.testkit.report.HtmlReport;
import dev.connectorkit.testkit.report.JUnitXmlReport;
import dev.connectorkit.testkit.report.SuiteReport;
import dev.connectorkit.testkit.report.TextReport;
import dev.connectorkit.testkit.run.ProcessUnderTest;
import dev.connectorkit.testkit.suite.CaseRunner;
import dev.connectorkit.testkit.suite.Certificate;
import dev.connectorkit.testkit.suite.CertificateReader;
import dev.connectorkit.testkit.suite.ConnectorFacts;
import dev.connectorkit.testkit.suite.DestinationChoice;
import dev.connectorkit.testkit.suite.FactsReader;
import dev.connectorkit.testkit.suite.InvalidFactsException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The suite around a command: runs its cases on a connector that is started as a process, prints a line for each and writes
 * {@code TEST-<name>.xml} and {@code index.html}. Exit status: 0 every case that applies passed, 1 one failed, 2 usage.
 */
@Command(name = "conformance", sortOptions = false, usageHelpAutoWidth = true)
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class ConformanceMain {
    private static final int ALL_PASSED = 0;
    private static final int ONE_FAILED = 1;
    private static final int USAGE = 2;

    @Option(
            names = "--command",
            paramLabel = "FILE",
            description = "Launcher of the connector; given --config, and messages on standard input.")
    private @Nullable Path command;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "FOLDER",
            description = "Where runs take place; what they leave behind stays until the next time.")
    private Path work;

    @Option(names = "--reports", required = true, paramLabel = "FOLDER", description = "Where the reports go.")
    private Path reports;

    @Option(
            names = "--connector",
            paramLabel = "FILE",
            description = "Facts about the connector, a JSON object: name, architecture (sql, target, destination), "
                    + "dialect (with sql), settings, capabilities.")
    private @Nullable Path connector;

    @Option(
            names = "--destination",
            paramLabel = "CLASS",
            description =
                    "With --connector: a TestDestination of the author's on the class path, made with a run's folder.")
    private @Nullable String destination;

    @Option(
            names = "--certify",
            paramLabel = "FILE",
            description =
                    "Instead of --command and --connector, for a target that is none of this kit's: a YAML mapping "
                            + "with name, command, configuration, capabilities, read.")
    private @Nullable Path certificate;

    @Option(names = "--cases", split = ",", paramLabel = "NAME", description = "Only these cases, separated by commas.")
    private final List<String> only = new ArrayList<>();

    @Option(
            names = "--own",
            paramLabel = "FOLDER",
            description = "Cases of the connector's own, a folder each with input.singer and case.yaml.")
    private @Nullable Path own;

    @Option(
            names = "--batch-sizes",
            paramLabel = "all|first",
            defaultValue = "all",
            description =
                    "Of a case that runs in several batch sizes, all of them or the first (default: ${DEFAULT-VALUE}).")
    private String batchSizes;

    @Option(names = "--discard-work", description = "Delete what the runs left behind, but for those of failed cases.")
    private boolean discardWork;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Time that a run may take (default: ${DEFAULT-VALUE}).")
    private int timeLimitSeconds;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this, and end.")
    private boolean help;

    private ConformanceMain() {}

    public static void main(String[] args) {
        System.exit(run(System.out, System.getenv(), args));
    }

    /** Runs the suite, prints to the stream and gives the exit status. */
    public static int run(PrintStream out, Map<String, String> environment, String... args) {
        ConformanceMain options = new ConformanceMain();
        CommandLine parser = new CommandLine(options);
        try {
            parser.parseArgs(args);
            if (options.help) {
                parser.usage(out);
                return ALL_PASSED;
            }
            if (options.timeLimitSeconds < 1) {
                throw new ParameterException(parser, "--time-limit: has to be 1 or more");
            }
            if (!List.of("all", "first").contains(options.batchSizes)) {
                throw new ParameterException(parser, "--batch-sizes: has to be all or first");
            }
            if ((options.certificate == null) == (options.command == null || options.connector == null)) {
                throw new ParameterException(parser, "either --certify is needed, or --command and --connector");
            }
            return options.run(out, environment);
        } catch (ParameterException | InvalidFactsException | InvalidCaseException e) {
            out.println(e.getMessage());
            return USAGE;
        }
    }

    private int run(PrintStream out, Map<String, String> environment) {
        List<ConformanceCase> cases = chosen(allCases());
        Subject subject = subject(environment);
        List<CaseResult> results = new ArrayList<>();
        for (ConformanceCase conformanceCase : cases) {
            for (CaseRun run : runs(conformanceCase)) {
                CaseResult result = subject.runner().apply(conformanceCase, run);
                out.println(TextReport.of(result));
                results.add(result);
                if (discardWork && !result.verdict().isFailure()) {
                    CaseRunner.discard(result);
                }
            }
        }
        SuiteReport report = new SuiteReport(subject.name(), subject.description(), results);
        Path page = write(report);
        out.println(report.summary() + "; report: " + page.toAbsolutePath());
        return report.hasFailures() ? ONE_FAILED : ALL_PASSED;
    }

    /** What is tested: its name, what is known of it, and how a case is run on it. */
    private record Subject(String name, String description, BiFunction<ConformanceCase, CaseRun, CaseResult> runner) {}

    private Subject subject(Map<String, String> environment) {
        if (certificate != null) {
            return subject(CertificateReader.read(certificate));
        }
        Path launcher = requireNonNull(command, "command");
        ConnectorFacts facts = FactsReader.read(requireNonNull(connector, "connector"));
        DestinationChoice choice =
                destination == null ? DestinationChoice.of(facts, environment) : DestinationChoice.ofClass(destination);
        requireExecutable("--command", launcher);
        return new Subject(facts.name(), description(facts, choice, launcher), runner(facts, choice, launcher));
    }

    private Subject subject(Certificate certified) {
        CaseRunner runner = new CaseRunner(
                new ProcessUnderTest(certified.command()),
                directory -> new CertifiedTestDestination(
                        certified.configuration(), certified.unreachable(), certified.readBack(), directory),
                JsonTrees.object(),
                certified.capabilities(),
                Duration.ofSeconds(timeLimitSeconds),
                work);
        String told = "A target that is none of Connector Kit's, run as a process: %s. Capabilities: %s."
                .formatted(Path.of(certified.command().get(0)).getFileName(), certified.capabilities());
        return new Subject(certified.name(), told + leftOut(), runner::run);
    }

    private List<CaseRun> runs(ConformanceCase conformanceCase) {
        return batchSizes.equals("first") ? conformanceCase.runs().subList(0, 1) : conformanceCase.runs();
    }

    private String leftOut() {
        return batchSizes.equals("first") ? " Each case was run in its first batch size only." : "";
    }

    private List<ConformanceCase> allCases() {
        List<ConformanceCase> all = new ArrayList<>(CaseLibrary.standard());
        Optional.ofNullable(own).ifPresent(folder -> all.addAll(CaseLibrary.in(folder)));
        Set<String> names = new TreeSet<>();
        for (ConformanceCase conformanceCase : all) {
            if (!names.add(conformanceCase.name())) {
                throw new InvalidCaseException(List.of(
                        "%s: case \"%s\" is one of the suite's; give it another name".formatted(own, conformanceCase)));
            }
        }
        return all;
    }

    private List<ConformanceCase> chosen(List<ConformanceCase> all) {
        Set<String> unknown = new TreeSet<>(only);
        all.forEach(conformanceCase -> unknown.remove(conformanceCase.name()));
        if (!unknown.isEmpty()) {
            String names = all.stream().map(ConformanceCase::name).collect(Collectors.joining(", "));
            throw new InvalidCaseException(
                    List.of("--cases: there is no %s; there are: %s".formatted(String.join(", ", unknown), names)));
        }
        return all.stream()
                .filter(conformanceCase -> only.isEmpty() || only.contains(conformanceCase.name()))
                .toList();
    }

    private static void requireExecutable(String option, Path file) {
        if (!Files.isExecutable(file)) {
            throw new InvalidFactsException("%s: %s is not there, or cannot be executed".formatted(option, file));
        }
    }

    private BiFunction<ConformanceCase, CaseRun, CaseResult> runner(
            ConnectorFacts facts, DestinationChoice choice, Path launcher) {
        if (choice instanceof DestinationChoice.Available available) {
            return new CaseRunner(
                    new ProcessUnderTest(launcher),
                    available.destinations(),
                    facts.settings(),
                    facts.capabilities(),
                    Duration.ofSeconds(timeLimitSeconds),
                    work)::run;
        }
        String reason = ((DestinationChoice.Missing) choice).reason();
        return (conformanceCase, run) -> CaseRunner.notRun(conformanceCase, run, reason);
    }

    private Path write(SuiteReport report) {
        try {
            Files.createDirectories(reports);
            new JUnitXmlReport(report).writeTo(reports);
            return new HtmlReport(report).writeTo(reports);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: reports cannot be written there".formatted(reports), e);
        }
    }

    private String description(ConnectorFacts facts, DestinationChoice choice, Path launcher) {
        String dialect = facts.dialect().map(word -> " for " + word).orElse("");
        String told = "Architecture %s%s, run as a process: %s. Capabilities: %s."
                .formatted(
                        facts.architecture().name().toLowerCase(Locale.ROOT),
                        dialect,
                        launcher.getFileName(),
                        facts.capabilities());
        return choice instanceof DestinationChoice.Missing missing
                ? told + " Nothing was run: " + missing.reason() + "."
                : told + leftOut();
    }
}
