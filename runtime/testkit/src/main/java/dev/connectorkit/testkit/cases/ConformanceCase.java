package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An input, and what has to have become of it.
 *
 * @param name     the case's folder
 * @param proves   one sentence that is true of a connector which passes
 * @param needs    capabilities without which the case says nothing
 * @param settings overlay the configuration; not to be changed
 * @param runs     at least one, each on a destination of its own
 * @param expected of a connector that can do everything
 * @param without  what is expected instead where one capability is missing
 */
public record ConformanceCase(
        String name,
        String proves,
        LifecyclePart part,
        Set<Capability> needs,
        ObjectNode settings,
        List<CaseRun> runs,
        CaseInput input,
        Expectation expected,
        Map<Capability, Expectation> without) {
    public ConformanceCase {
        requireNonNull(name, "name");
        requireNonNull(proves, "proves");
        requireNonNull(part, "part");
        needs = Collections.unmodifiableSet(new TreeSet<>(needs));
        requireNonNull(settings, "settings");
        runs = List.copyOf(runs);
        requireNonNull(input, "input");
        requireNonNull(expected, "expected");
        without = Collections.unmodifiableMap(new TreeMap<>(without));
    }

    /** Why the case says nothing about such a connector, if so. */
    public Optional<String> reasonNotToApply(Capabilities capabilities) {
        return needs.stream()
                .filter(need -> !capabilities.has(need))
                .findFirst()
                .map(need -> "the connector is declared without the capability \"" + need.word() + "\"");
    }

    /** What is expected of such a connector. */
    public Expectation expectedOf(Capabilities capabilities) {
        return without.entrySet().stream()
                .filter(other -> !capabilities.has(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
