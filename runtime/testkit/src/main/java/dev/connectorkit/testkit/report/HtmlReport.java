package dev.connectorkit.testkit.report;

import dev.connectorkit.testkit.cases.LifecyclePart;
import dev.connectorkit.testkit.check.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Results as one page for people, complete in itself: nothing is fetched, and every text is escaped. */
public final class HtmlReport {
    private final SuiteReport report;
    private final StringBuilder html = new StringBuilder();

    public HtmlReport(SuiteReport report) {
        this.report = report;
    }

    /** Writes {@code index.html} and gives its path. */
    public Path writeTo(Path folder) {
        html.setLength(0);
        addHead();
        addSummary();
        for (LifecyclePart part : LifecyclePart.values()) {
            List<CaseResult> results = report.results().stream()
                    .filter(result -> result.part() == part)
                    .toList();
            if (!results.isEmpty()) {
                addPart(part, results);
            }
        }
        html.append("</main>\n</body>\n</html>\n");
        try {
            // Not writeString: that refuses a lone surrogate, which a connector may well print
            return Files.write(folder.resolve("index.html"), html.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addHead() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(report.connector()))
                .append(": conformance</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
    }

    private void addSummary() {
        html.append("<h1>").append(escaped(report.connector())).append("</h1>\n");
        html.append("<p class=\"summary ")
                .append(report.hasFailures() ? "failed" : "passed")
                .append("\">")
                .append(escaped(report.summary()))
                .append(", in ")
                .append(seconds(report.time()))
                .append("</p>\n");
        html.append("<p>").append(escaped(report.description())).append("</p>\n");
        if (report.hasFailures()) {
            addFailed();
        }
    }

    /** Where to look first. */
    private void addFailed() {
        html.append("<ul class=\"index\">\n");
        report.results().stream().filter(result -> result.verdict().isFailure()).forEach(result -> html.append(
                        "<li><a href=\"#")
                .append(anchor(result))
                .append("\">")
                .append(escaped(result.name()))
                .append("</a></li>\n"));
        html.append("</ul>\n");
    }

    private String anchor(CaseResult result) {
        return "result-" + (report.results().indexOf(result) + 1);
    }

    private void addPart(LifecyclePart part, List<CaseResult> results) {
        html.append("<h2>")
                .append(escaped(part.title()))
                .append(" <span class=\"note\">")
                .append(new SuiteReport(report.connector(), "", results).summary())
                .append("</span></h2>\n<table>\n<thead><tr>")
                .append(
                        "<th>Result</th><th>Case</th><th>What it proves</th><th class=\"time\">Time</th></tr></thead>\n<tbody>\n");
        results.forEach(this::addResult);
        html.append("</tbody>\n</table>\n");
    }

    private void addResult(CaseResult result) {
        Verdict verdict = result.verdict();
        html.append("<tr id=\"")
                .append(anchor(result))
                .append("\" class=\"")
                .append(cssClass(verdict))
                .append("\"><td class=\"result\">")
                .append(word(verdict))
                .append("</td><td class=\"name\">")
                .append(escaped(result.name()))
                .append("</td><td>")
                .append(escaped(result.proves()));
        notes(verdict)
                .forEach(note ->
                        html.append("<p class=\"note\">").append(escaped(note)).append("</p>"));
        html.append("</td><td class=\"time\">")
                .append(result.time().isZero() ? "" : seconds(result.time()))
                .append("</td></tr>\n");
        if (verdict.isFailure()) {
            addFailure(result);
        }
    }

    private void addFailure(CaseResult result) {
        html.append("<tr class=\"detail\"><td colspan=\"4\">\n");
        if (result.verdict() instanceof Verdict.Failed failed) {
            html.append(
                            "<table class=\"findings\">\n<thead><tr><th>Where</th><th>Expected</th><th>Found</th></tr></thead>\n")
                    .append("<tbody>\n");
            failed.findings().forEach(this::addFinding);
            html.append("</tbody>\n</table>\n");
        } else if (result.verdict() instanceof Verdict.Broken broken) {
            html.append("<pre>").append(escaped(broken.stackTrace())).append("</pre>\n");
        }
        if (!result.files().isEmpty()) {
            html.append("<p class=\"note\">Files of the run: <code>")
                    .append(escaped(result.files()))
                    .append("</code></p>\n");
        }
        html.append("</td></tr>\n");
    }

    private void addFinding(Finding finding) {
        html.append("<tr><td>")
                .append(escaped(finding.place()))
                .append("</td><td><pre>")
                .append(escaped(finding.expected()))
                .append("</pre></td><td><pre>")
                .append(escaped(finding.found()))
                .append("</pre></td></tr>\n");
    }

    /** Nobody reads milliseconds of a run that starts a JVM. */
    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static List<String> notes(Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed) {
            return passed.unchecked().stream()
                    .map(unchecked -> "Not looked at: " + unchecked)
                    .toList();
        }
        if (verdict instanceof Verdict.NotApplicable other) {
            return List.of("Does not apply: " + other.reason());
        }
        return verdict instanceof Verdict.NotRun other ? List.of("Not run: " + other.reason()) : List.of();
    }

    private static String word(Verdict verdict) {
        if (verdict.isFailure()) {
            return verdict instanceof Verdict.Failed ? "failed" : "broken off";
        }
        if (verdict instanceof Verdict.Passed) {
            return "passed";
        }
        return verdict instanceof Verdict.NotRun ? "not run" : "not applicable";
    }

    private static String cssClass(Verdict verdict) {
        if (verdict.isFailure()) {
            return "failed";
        }
        return verdict instanceof Verdict.Passed ? "passed" : "other";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("the suite lacks its style sheet");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
