package dev.connectorkit.generator.spec;

import java.util.Locale;
import java.util.Optional;

/** What a connector is built on. */
public enum Architecture {
    SQL,
    TARGET,
    DESTINATION,
    HTTP;

    /** The word that descriptors use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Architecture> ofWord(String word) {
        for (Architecture architecture : values()) {
            if (architecture.word().equals(word)) {
                return Optional.of(architecture);
            }
        }
        return Optional.empty();
    }
}
