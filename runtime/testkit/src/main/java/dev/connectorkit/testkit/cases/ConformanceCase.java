package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Inputs, and what has to have become of them.
 *
 * @param name      the case's folder
 * @param proves    one sentence that is true of a connector which passes
 * @param needs     capabilities without which the case says nothing
 * @param condition that the destination is in
 * @param tables    that are there before
 * @param runs      at least one, each on a destination of its own
 * @param steps     of each run, at least one, on one destination
 * @param files     that lie in the run's folder, by name
 */
public record ConformanceCase(
        String name,
        String proves,
        LifecyclePart part,
        Set<Capability> needs,
        Optional<Condition> condition,
        List<PreparedTable> tables,
        List<CaseRun> runs,
        List<CaseStep> steps,
        Map<String, byte[]> files) {
    public ConformanceCase {
        requireNonNull(name, "name");
        requireNonNull(proves, "proves");
        requireNonNull(part, "part");
        needs = Collections.unmodifiableSet(new TreeSet<>(needs));
        requireNonNull(condition, "condition");
        tables = List.copyOf(tables);
        runs = List.copyOf(runs);
        steps = List.copyOf(steps);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Why the case says nothing about such a connector, if so. */
    public Optional<String> reasonNotToApply(Capabilities capabilities) {
        return needs.stream()
                .filter(need -> !capabilities.has(need))
                .findFirst()
                .map(need -> "the connector is declared without the capability \"" + need.word() + "\"");
    }

    /** Whether a signal ends the connector in one of the steps. */
    public boolean needsProcess() {
        return steps.stream().flatMap(step -> step.tap().stream()).anyMatch(action -> action.kind()
                .isSignal());
    }

    /** Whether the tap waits for states in one of the steps. */
    public boolean awaitsStates() {
        return steps.stream()
                .flatMap(step -> step.tap().stream())
                .anyMatch(action -> action.kind() == TapAction.Kind.AWAIT_STATES);
    }

    /** The same with other steps. */
    public ConformanceCase withSteps(List<CaseStep> others) {
        return new ConformanceCase(name, proves, part, needs, condition, tables, runs, others, files);
    }

    @Override
    public String toString() {
        return name;
    }
}
