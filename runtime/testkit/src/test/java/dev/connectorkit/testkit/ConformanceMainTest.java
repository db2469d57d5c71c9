package dev.connectorkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.fixture.Fault;
import dev.connectorkit.testkit.fixture.Launchers;
import dev.connectorkit.testkit.fixture.OwnTestDestination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The suite from its command line, around connectors that are processes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the connectors here are shell scripts")
class ConformanceMainTest {
    private static final String TARGET = "{\"name\": \"target-lines\", \"architecture\": \"target\"}";
    private static final String FEW = "load,upsert,state,bad-line,record-before-schema";
    private static final String POSTGRES =
            "{\"name\": \"target-pg\", \"architecture\": \"sql\", \"dialect\": \"postgres\"}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Map<String, String> environment = Map.of();

    @Test
    void passesAConnectorThatDoesAllThatIsAsked() throws Exception {
        int status = run(Launchers.jsonLines(folder, Fault.NONE), TARGET, "--cases", FEW);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "PASS     load ", "PASS     upsert [batch size 2] ", "PASS     state [all rows in one batch] ")
                .contains("10 passed; report: " + folder.resolve("reports/index.html"));
        assertThat(status).isZero();
        Element suite = xml("TEST-target-lines.xml").getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("10");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(folder.resolve("work/cases/load/once/out/orders.jsonl")).doesNotExist();
        assertThat(folder.resolve("work/cases/load/once/stdout.txt")).content().contains("bookmarks");
    }

    @Test
    void failsAConnectorThatDropsRowsAndShowsWhatIsMissing() throws Exception {
        int status = run(Launchers.jsonLines(folder, Fault.DROPS_THE_LAST_BATCH), TARGET, "--cases", "load");

        assertThat(status).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("FAIL     load ", "a table with 4 rows", "0 passed, 1 failed");
        Element suite = xml("TEST-target-lines.xml").getDocumentElement();
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("stream \"orders\"", "expected: a table with 4 rows", "found:    no table");
        assertThat(page())
                .contains("<th>Expected</th><th>Found</th>")
                .contains("stream &quot;orders&quot;", "a table with 4 rows");
    }

    @Test
    void failsACommandThatTakesAnythingAndDoesNothing() {
        int status = run(Launchers.script(folder, "cat > /dev/null"), TARGET, "--cases", FEW);

        assertThat(status).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("0 passed, 10 failed")
                .doesNotContain("PASS");
    }

    @Test
    void killsAConnectorThatDoesNotEndAndWhatItStarted() throws Exception {
        Path launcher = Launchers.script(
                folder, "tail -f /dev/null &", "echo $! > '" + folder.resolve("child.pid") + "'", "wait");

        int status = run(launcher, TARGET, "--cases", "load", "--time-limit", "2");

        assertThat(status).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("expected: within 2 s", "still running then, and killed");
        long child =
                Long.parseLong(Files.readString(folder.resolve("child.pid")).strip());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void saysThatNothingWasRunWhereNoServerIsGiven() throws Exception {
        int status = run(Launchers.script(folder, "exit 1"), POSTGRES, "--cases", FEW);

        assertThat(status).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("not run: no server given: set CONNECTORKIT_TEST_POSTGRES_URL to jdbc:postgresql://host")
                .contains("0 passed, 10 not run");
        assertThat(xml("TEST-target-pg.xml").getDocumentElement().getAttribute("skipped"))
                .isEqualTo("10");
        assertThat(page()).contains("Nothing was run: no server given");
    }

    @Test
    void refusesAServerUrlThatIsNoneWithoutRepeatingIt() {
        environment = Map.of("CONNECTORKIT_TEST_POSTGRES_URL", "postgres with password hunter2");

        int status = run(Launchers.script(folder, "exit 1"), POSTGRES);

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("CONNECTORKIT_TEST_POSTGRES_URL: the URL has to be of the form")
                .doesNotContain("hunter2");
    }

    @Test
    void runsTheAuthorsOwnCasesAfterItsOwn() throws Exception {
        ownCase("no-streams", "proves: Nothing is made of nothing.\nexpect: {exit: 0, states: {exactly: []}}\n");

        int status = run(
                Launchers.jsonLines(folder, Fault.NONE),
                TARGET,
                "--own",
                folder.resolve("own").toString(),
                "--cases",
                "no-streams");

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("PASS     no-streams ");
        assertThat(status).isZero();
        assertThat(page()).contains("The connector&#39;s own cases");
    }

    @Test
    void refusesAnOwnCaseWithAnUnknownKeyAndNamesFileAndKey() throws Exception {
        ownCase("odd", "proves: It.\nexpects: {}\nexpect: {exit: 0, states: {exactly: []}}\n");

        int status = run(
                Launchers.script(folder, "exit 0"),
                TARGET,
                "--own",
                folder.resolve("own").toString());

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(folder.resolve("own/odd/case.yaml") + ": expects: unknown key");
    }

    @Test
    void refusesAnOwnCaseWithANameOfTheSuites() throws Exception {
        ownCase("load", "proves: It.\nexpect: {exit: 0, states: {exactly: []}}\n");

        int status = run(
                Launchers.script(folder, "exit 0"),
                TARGET,
                "--own",
                folder.resolve("own").toString());

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("case \"load\" is one of the suite's");
    }

    @Test
    void refusesACaseThatDoesNotExistAndNamesThoseThatDo() {
        int status = run(Launchers.script(folder, "exit 0"), TARGET, "--cases", "load,laod");

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("--cases: there is no laod; there are: version, about-text,");
    }

    @Test
    void refusesACommandThatCannotBeExecuted() {
        int status = run(folder.resolve("absent"), TARGET);

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("absent is not there, or cannot be executed");
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() {
        int status = run(Launchers.script(folder, "exit 0"), TARGET, "--fast");

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--fast");
    }

    @Test
    void refusesATimeLimitThatIsNone() {
        int status = run(Launchers.script(folder, "exit 0"), TARGET, "--time-limit", "0");

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--time-limit: has to be 1 or more");
    }

    @Test
    void endsTheConnectorWhenItIsEndedItself() throws Exception {
        Path fifo = folder.resolve("pid");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Path launcher = Launchers.script(folder, "echo $$ > '" + fifo + "'", "exec tail -f /dev/null");
        Process suite = suite(arguments(launcher, TARGET, "--cases", "load"));
        ProcessHandle connector =
                ProcessHandle.of(Long.parseLong(Files.readString(fifo).strip())).orElseThrow();

        suite.destroy();

        assertThat(suite.waitFor()).isNotZero();
        assertThat(connector.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void certifiesAnyOtherTargetAndSaysWhatCouldNotBeLookedAt() throws Exception {
        Path launcher = Launchers.jsonLines(folder, Fault.NONE);

        int status = certify(launcher, "capabilities: {upsert: false}\n", "--cases", "load,bad-line,about-text");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("PASS     load", "not looked at: rows: the destination is declared as not readable")
                .contains(
                        "not looked at: which failure it was: a foreign target has exit statuses and messages of its own")
                .contains("does not apply: the connector is declared without the capability \"kit\"");
        assertThat(status).isZero();
        assertThat(page()).contains("none of Connector Kit&#39;s");
    }

    @Test
    void failsATargetThatEndsWellWhereItHasToFail() throws Exception {
        int status = certify(Launchers.script(folder, "cat > /dev/null"), "", "--cases", "bad-line");

        assertThat(status).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("an exit status other than 0");
    }

    @Test
    void refusesACertificateWithWhateverIsWrongInIt() throws Exception {
        int status = certify(
                folder.resolve("x"), "color: red\nread: {url: postgres, names: big}\ncapabilities: {fly: true}\n");

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("cert.yaml: color: unknown key; the keys are: capabilities, command,")
                .contains("cert.yaml: read.url: has to be a URL of JDBC")
                .contains("cert.yaml: read.names: has to be kept or lower")
                .contains("cert.yaml: capabilities.fly: has to be a capability");
    }

    @Test
    void refusesACommandLineThatNamesNothingToTest() {
        int status = ConformanceMain.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                environment,
                "--work",
                folder.toString(),
                "--reports",
                folder.toString());

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("either --certify is needed, or --command and --connector");
    }

    private int certify(Path command, String more, String... options) throws IOException {
        Path certificate = Files.writeString(
                folder.resolve("cert.yaml"), "name: target-foreign\ncommand: [\"%s\"]\n%s".formatted(command, more));
        List<String> args = new ArrayList<>(List.of("--certify", certificate.toString()));
        args.addAll(List.of("--work", folder.resolve("work").toString()));
        args.addAll(List.of("--reports", folder.resolve("reports").toString()));
        args.addAll(List.of(options));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return ConformanceMain.run(out, environment, args.toArray(String[]::new));
    }

    @Test
    void readsBackByADestinationOfTheAuthorsWhateverTheSystemIs() throws Exception {
        String facts =
                "{\"name\": \"target-vault\", \"architecture\": \"sql\", \"dialect\": \"com.acme.Vault\", \"capabilities\": {\"upsert\": false}}";
        Path launcher = Launchers.jsonLines(folder, Fault.NONE);

        assertThat(run(launcher, facts, "--cases", "load")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("0 passed, 1 not run", "by connector.testDestination");
        String own = OwnTestDestination.class.getName();
        assertThat(run(launcher, facts, "--cases", "load", "--destination", own))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1 passed; report");
        Path broken = Launchers.jsonLines(folder, Fault.DROPS_THE_LAST_BATCH);
        assertThat(run(broken, facts, "--cases", "load", "--destination", own)).isEqualTo(1);
    }

    @Test
    void refusesADestinationThatIsNone() throws Exception {
        Path launcher = Launchers.script(folder, "exit 1");

        assertThat(run(launcher, TARGET, "--destination", "com.acme.Nowhere")).isEqualTo(2);
        assertThat(run(launcher, TARGET, "--destination", "java.lang.String")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("com.acme.Nowhere is no TestDestination", "java.lang.String is no TestDestination");
    }

    @Test
    void startsAsAProcess() throws Exception {
        Process process = suite(List.of("--help"));
        process.getOutputStream().close();
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(help).contains("--command", "--work", "--reports", "--connector", "--cases", "--own");
    }

    private int run(Path launcher, String facts, String... more) {
        List<String> args = arguments(launcher, facts, more);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return ConformanceMain.run(out, environment, args.toArray(String[]::new));
    }

    private List<String> arguments(Path launcher, String facts, String... more) {
        try {
            Path factsFile = Files.writeString(folder.resolve("facts.json"), facts);
            List<String> args = new ArrayList<>(List.of("--command", launcher.toString()));
            args.addAll(List.of("--work", folder.resolve("work").toString()));
            args.addAll(List.of("--reports", folder.resolve("reports").toString()));
            args.addAll(List.of("--connector", factsFile.toString()));
            args.addAll(List.of(more));
            return args;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process suite(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", Launchers.classPath()));
        command.add("dev.connectorkit.testkit.ConformanceMain");
        command.addAll(args);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void ownCase(String name, String yaml) throws IOException {
        Path caseFolder = Files.createDirectories(folder.resolve("own").resolve(name));
        Files.writeString(caseFolder.resolve("case.yaml"), yaml);
        Files.writeString(caseFolder.resolve("input.singer"), "\n");
    }

    private Document xml(String name) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("reports").resolve(name))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("reports/index.html"));
    }
}
