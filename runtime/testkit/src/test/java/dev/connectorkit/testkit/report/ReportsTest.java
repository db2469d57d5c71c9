package dev.connectorkit.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.cases.LifecyclePart;
import dev.connectorkit.testkit.check.Finding;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportsTest {
    private static final String EVIL = "<script>alert('x' & \"y\")</script>\u0001\uD83D\uDE9A\uD800";
    private static final SuiteReport REPORT = new SuiteReport(
            "target-flights",
            "Architecture " + EVIL,
            List.of(
                    result("load", new Verdict.Passed(List.of("rows: " + EVIL))),
                    result("upsert [batch size 1]", new Verdict.Failed(List.of(new Finding(EVIL, "1\n2", EVIL)))),
                    result("state", new Verdict.Broken("java.lang.IllegalStateException: " + EVIL)),
                    result("bad-line", new Verdict.NotApplicable(EVIL)),
                    result("late", new Verdict.NotRun("no server given"))));

    @TempDir
    private Path folder;

    @Test
    void sumsUpWhatCameOfTheCases() {
        assertThat(REPORT.summary())
                .isEqualTo("1 passed, 1 failed, 1 broken off by the suite, 1 not applicable, 1 not run");
        assertThat(REPORT.hasFailures()).isTrue();
    }

    @Test
    void writesJUnitXmlThatParsesWhateverTheTextHolds() throws Exception {
        Path file = new JUnitXmlReport(REPORT).writeTo(folder);

        assertThat(file).hasFileName("TEST-target-flights.xml");
        try (InputStream in = Files.newInputStream(file)) {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
            assertThat(suite.getAttribute("name")).isEqualTo("target-flights");
            assertThat(suite.getAttribute("tests")).isEqualTo("5");
            assertThat(suite.getAttribute("failures")).isEqualTo("1");
            assertThat(suite.getAttribute("errors")).isEqualTo("1");
            assertThat(suite.getAttribute("skipped")).isEqualTo("2");
            assertThat(suite.getAttribute("time")).isEqualTo("6.250");
            NodeList cases = suite.getElementsByTagName("testcase");
            assertThat(((Element) cases.item(1)).getAttribute("name")).isEqualTo("upsert [batch size 1]");
            assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                    .contains("<script>alert('x' & \"y\")</script>\uFFFD\uD83D\uDE9A\uFFFD")
                    .contains("expected: 1\n            2");
            assertThat(((Element) suite.getElementsByTagName("skipped").item(1)).getAttribute("message"))
                    .isEqualTo("not run: no server given");
        }
    }

    @Test
    void writesAPageWithExpectedAndFoundSideBySideAndEveryTextEscaped() throws Exception {
        String page = Files.readString(new HtmlReport(REPORT).writeTo(folder));

        assertThat(page)
                .contains("<h1>target-flights</h1>")
                .contains("<th>Where</th><th>Expected</th><th>Found</th>")
                .contains("<td><pre>1\n2</pre></td><td><pre>&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)")
                .contains("<p class=\"note\">Not looked at: rows: &lt;script")
                .contains("<li><a href=\"#result-2\">upsert [batch size 1]</a></li>")
                .contains("<tr id=\"result-2\" class=\"failed\">")
                .doesNotContain("#result-1\"", "#result-4\"")
                .contains("Not run: no server given", "1.3 s", "<code>/runs/of/state</code>")
                .doesNotContain("<script");
    }

    @Test
    void printsALineForACaseAndMoreOnlyWhereThereIsMoreToSay() {
        assertThat(TextReport.of(result("load", new Verdict.Passed(List.of()))))
                .isEqualTo("PASS     load                                  1.3 s  It works.");
        assertThat(TextReport.of(result("load", new Verdict.Failed(List.of(new Finding("here", "1\n2", "3"))))))
                .isEqualTo("""
                        FAIL     load                                  1.3 s  It works.
                                 here
                                   expected: 1
                                             2
                                   found:    3
                                 files: /runs/of/load""");
        assertThat(TextReport.of(result("load", new Verdict.NotRun("no server given"))))
                .endsWith("\n         not run: no server given");
    }

    private static CaseResult result(String name, Verdict verdict) {
        return new CaseResult(
                name, "It works.", LifecyclePart.LOADING, verdict, Duration.ofMillis(1250), "/runs/of/" + name);
    }
}
