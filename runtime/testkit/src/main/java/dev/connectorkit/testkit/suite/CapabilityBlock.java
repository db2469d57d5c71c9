package dev.connectorkit.testkit.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a descriptor or a certificate says that a connector can do: words to booleans, and under {@code cannot_hold} the
 * values that its system does not keep. A type that the suite has no case for is let pass.
 */
final class CapabilityBlock {
    private static final String CANNOT_HOLD = "cannot_hold";

    private final ObjectNode block;
    private final Set<Capability> missing;
    private final BiConsumer<String, String> problem;

    /**
     * A block to be read.
     *
     * @param unsaid  what is missing unless the block says otherwise
     * @param problem gets the key and what is wrong with it
     */
    CapabilityBlock(ObjectNode block, Set<Capability> unsaid, BiConsumer<String, String> problem) {
        this.block = block;
        this.missing = new TreeSet<>(unsaid);
        this.problem = problem;
    }

    Set<Capability> missing() {
        block.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
        return missing;
    }

    private void read(String word, JsonNode value) {
        Optional<Capability> capability = Capability.of(word).filter(Predicate.not(Capability::isOfValues));
        if (word.equals(CANNOT_HOLD) && value.isArray()) {
            value.forEach(type ->
                    Capability.of(type.asText()).filter(Capability::isOfValues).ifPresent(missing::add));
        } else if (capability.isEmpty() || !value.isBoolean()) {
            problem.accept("capabilities." + word, "has to be a capability (%s), true or false".formatted(words()));
        } else if (value.booleanValue()) {
            missing.remove(capability.get());
        } else {
            missing.add(capability.get());
        }
    }

    private static String words() {
        return Arrays.stream(Capability.values())
                .filter(Predicate.not(Capability::isOfValues))
                .map(Capability::word)
                .collect(Collectors.joining(", "));
    }
}
