package dev.connectorkit.testkit.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A state that the destination is in while the connector runs. */
public enum Condition {
    /** Nobody answers where the connector is told to go. */
    UNREACHABLE,
    /** Every answer takes a while. */
    SLOW,
    /** Its connections can be cut in the middle of a run; it can be reached again at once. */
    CUTTABLE,
    /** Every other request is put off: too many, come again. */
    THROTTLING,
    /** Of three requests one fails for now, and one is carried out and not answered. */
    FAILING,
    /** A record with the word "refuse" in it is refused for good, the others are taken. */
    REFUSING;

    /** The name in case.yaml. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Condition> of(String word) {
        return Arrays.stream(values())
                .filter(condition -> condition.word().equals(word))
                .findFirst();
    }
}
