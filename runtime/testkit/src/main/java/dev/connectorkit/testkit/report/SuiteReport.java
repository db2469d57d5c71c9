package dev.connectorkit.testkit.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A connector's results, in the order in which they came.
 *
 * @param connector   its name
 * @param description what kind it is and what was known of it, for people
 */
public record SuiteReport(String connector, String description, List<CaseResult> results) {
    public SuiteReport {
        requireNonNull(connector, "connector");
        requireNonNull(description, "description");
        results = List.copyOf(results);
    }

    public boolean hasFailures() {
        return results.stream().anyMatch(result -> result.verdict().isFailure());
    }

    public Duration time() {
        return results.stream().map(CaseResult::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** Such as {@code 9 passed, 1 failed, 2 do not apply}; what there is none of is left out, but for the passed. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        parts.add(count(Verdict.Passed.class) + " passed");
        addUnlessNone(parts, count(Verdict.Failed.class), "failed");
        addUnlessNone(parts, count(Verdict.Broken.class), "broken off by the suite");
        addUnlessNone(parts, count(Verdict.NotApplicable.class), "not applicable");
        addUnlessNone(parts, count(Verdict.NotRun.class), "not run");
        return String.join(", ", parts);
    }

    long count(Class<? extends Verdict> kind) {
        return results.stream()
                .filter(result -> kind.isInstance(result.verdict()))
                .count();
    }

    /** Seconds to the millisecond, with a point whatever the machine's language. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    private static void addUnlessNone(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
