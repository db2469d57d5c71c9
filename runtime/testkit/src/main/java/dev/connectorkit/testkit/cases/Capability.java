package dev.connectorkit.testkit.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a connector may be without. */
public enum Capability {
    /** A row replaces the one with the same key. */
    UPSERT,
    /** What was loaded can be read back; without it, exits and states are still checked. */
    READABLE;

    /** The name in case.yaml and in a connector's facts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Capability> of(String word) {
        return Arrays.stream(values())
                .filter(capability -> capability.word().equals(word))
                .findFirst();
    }
}
