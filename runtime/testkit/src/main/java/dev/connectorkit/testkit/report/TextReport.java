package dev.connectorkit.testkit.report;

import dev.connectorkit.testkit.check.Finding;
import java.util.List;
import java.util.Locale;

/** Results as lines of text. */
public final class TextReport {
    private static final String INDENT = "         ";

    private TextReport() {}

    /** A line for the case; under a failed one, what was expected and what was found. */
    public static String of(CaseResult result) {
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Passed passed) {
            return line("PASS", result)
                    + reasons(passed.unchecked().stream()
                            .map(unchecked -> "not looked at: " + unchecked)
                            .toList());
        }
        if (verdict instanceof Verdict.NotApplicable other) {
            return line("N/A", result) + reasons(List.of("does not apply: " + other.reason()));
        }
        if (verdict instanceof Verdict.NotRun other) {
            return line("NOT RUN", result) + reasons(List.of("not run: " + other.reason()));
        }
        String files = result.files().isEmpty() ? "" : "\n" + INDENT + "files: " + result.files();
        if (verdict instanceof Verdict.Failed failed) {
            return line("FAIL", result) + "\n" + indented(of(failed.findings())) + files;
        }
        return line("FAIL", result) + "\n" + indented(((Verdict.Broken) verdict).stackTrace()) + files;
    }

    /** Three lines or more for each: the place, what was expected, what was found. */
    public static String of(List<Finding> findings) {
        return String.join("\n", findings.stream().map(TextReport::of).toList());
    }

    private static String of(Finding finding) {
        return "%s\n  expected: %s\n  found:    %s"
                .formatted(finding.place(), aligned(finding.expected()), aligned(finding.found()));
    }

    private static String line(String verdict, CaseResult result) {
        return String.format(
                Locale.ROOT,
                "%-7s  %-34s %6.1f s  %s",
                verdict,
                result.name(),
                result.time().toMillis() / 1000.0,
                result.proves());
    }

    private static String reasons(List<String> reasons) {
        return reasons.isEmpty() ? "" : "\n" + indented(String.join("\n", reasons));
    }

    private static String aligned(String text) {
        return text.replace("\n", "\n            ");
    }

    private static String indented(String text) {
        return INDENT + text.strip().replace("\n", "\n" + INDENT);
    }
}
