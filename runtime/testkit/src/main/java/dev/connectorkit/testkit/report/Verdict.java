package dev.connectorkit.testkit.report;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.testkit.check.Finding;
import java.util.List;

/** What came of a case. */
public sealed interface Verdict {
    /**
     * All was as expected.
     *
     * @param unchecked what was not looked at, and why, as the rest of a sentence; usually nothing
     */
    record Passed(List<String> unchecked) implements Verdict {
        public Passed {
            unchecked = List.copyOf(unchecked);
        }
    }

    /** The connector did something else; at least one finding. */
    record Failed(List<Finding> findings) implements Verdict {
        public Failed {
            findings = List.copyOf(findings);
        }
    }

    /** The suite could not do its part, so nothing is known of the connector; counts as a failure. */
    record Broken(String stackTrace) implements Verdict {
        public Broken {
            requireNonNull(stackTrace, "stackTrace");
        }
    }

    /** The case says nothing about such a connector. */
    record NotApplicable(String reason) implements Verdict {
        public NotApplicable {
            requireNonNull(reason, "reason");
        }
    }

    /** The case would apply, but what it needs is not there. */
    record NotRun(String reason) implements Verdict {
        public NotRun {
            requireNonNull(reason, "reason");
        }
    }

    default boolean isFailure() {
        return this instanceof Failed || this instanceof Broken;
    }
}
