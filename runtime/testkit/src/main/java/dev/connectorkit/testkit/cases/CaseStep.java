package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One run of the connector, on what the steps before it left behind.
 *
 * @param input     what the tap writes
 * @param resumes   whether the tap goes on after the last state that came out of the step before, as a tap does
 * @param settings  overlay the configuration; {@code ${run}} stands for the run's folder; not to be changed
 * @param arguments instead of {@code --config}; {@code ${config}} stands for the configuration file
 * @param tap       what the tap does besides writing, by line
 * @param notLoaded lines of records that are set aside, filtered or deleted, and so are no rows before a state
 * @param expected  of a connector that can do everything
 * @param without   what is expected instead where one capability is missing
 */
public record CaseStep(
        CaseInput input,
        boolean resumes,
        ObjectNode settings,
        List<String> arguments,
        List<TapAction> tap,
        Set<Integer> notLoaded,
        Expectation expected,
        Map<Capability, Expectation> without) {
    public CaseStep {
        requireNonNull(input, "input");
        requireNonNull(settings, "settings");
        arguments = List.copyOf(arguments);
        tap = List.copyOf(tap);
        notLoaded = Set.copyOf(notLoaded);
        requireNonNull(expected, "expected");
        without = Collections.unmodifiableMap(new TreeMap<>(without));
    }

    /** What is expected of such a connector. */
    public Expectation expectedOf(Capabilities capabilities) {
        return without.entrySet().stream()
                .filter(other -> !capabilities.has(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(expected);
    }

    /** The same with another expectation, whatever the connector can do. */
    public CaseStep expecting(Expectation other) {
        return new CaseStep(input, resumes, settings, arguments, tap, notLoaded, other, Map.of());
    }
}
