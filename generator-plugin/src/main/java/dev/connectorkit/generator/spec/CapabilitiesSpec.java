package dev.connectorkit.generator.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the connector's system can do and what it cannot, as far as the descriptor says.
 *
 * @param flags      by the descriptor's words: {@code upsert}, {@code hard_delete}, {@code schema_evolution}, {@code readable}
 * @param cannotHold types whose values do not come back as they were sent, such as {@code exact-number}
 */
public record CapabilitiesSpec(Map<String, Boolean> flags, List<String> cannotHold) {
    /** A descriptor that says nothing. */
    public static final CapabilitiesSpec NONE_GIVEN = new CapabilitiesSpec(Map.of(), List.of());

    public CapabilitiesSpec {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        cannotHold = List.copyOf(cannotHold);
    }
}
