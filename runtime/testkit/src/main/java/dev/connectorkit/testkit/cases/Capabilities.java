package dev.connectorkit.testkit.cases;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What the connector under test can do: it changes what is expected of it. */
public final class Capabilities {
    private final Set<Capability> missing;

    private Capabilities(Set<Capability> missing) {
        this.missing = missing;
    }

    public static Capabilities all() {
        return new Capabilities(EnumSet.noneOf(Capability.class));
    }

    public static Capabilities without(Capability... missing) {
        return all().andWithout(Arrays.asList(missing));
    }

    /** The same, with these missing too. */
    public Capabilities andWithout(Collection<Capability> others) {
        Set<Capability> set = EnumSet.noneOf(Capability.class);
        set.addAll(missing);
        set.addAll(others);
        return new Capabilities(set);
    }

    public boolean has(Capability capability) {
        return !missing.contains(capability);
    }

    @Override
    public String toString() {
        return missing.isEmpty()
                ? "all"
                : "all but " + missing.stream().map(Capability::word).collect(Collectors.joining(", "));
    }
}
