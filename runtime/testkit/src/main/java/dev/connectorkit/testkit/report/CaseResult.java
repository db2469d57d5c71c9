package dev.connectorkit.testkit.report;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.cases.LifecyclePart;
import java.time.Duration;

/**
 * One run of one case.
 *
 * @param name   of the case and, in brackets, of its run: {@code upsert [batch size 2]}
 * @param proves what is true of a connector that passes
 * @param files  folder of what the run left behind, for people; empty where it did not take place
 */
public record CaseResult(String name, String proves, LifecyclePart part, Verdict verdict, Duration time, String files) {
    public CaseResult {
        requireNonNull(name, "name");
        requireNonNull(proves, "proves");
        requireNonNull(part, "part");
        requireNonNull(verdict, "verdict");
        requireNonNull(time, "time");
        requireNonNull(files, "files");
    }
}
